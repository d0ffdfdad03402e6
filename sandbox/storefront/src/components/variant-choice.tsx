import { useLanguage } from "../i18n/use-language"
import { optionText } from "../lib/product-text"
import { stockOf, variantsOf, type Product } from "../lib/variants"

interface VariantChoiceProps {
  product: Product
  chosenId: string | undefined
  onChoose: (id: string) => void
}

export function VariantChoice({ product, chosenId, onChoose }: VariantChoiceProps) {
  const { t, language } = useLanguage()
  const option = product.options?.map(({ title }) => optionText(product, title, language)) ?? []
  return (
    <fieldset className="variants">
      <legend>{option.join(", ")}</legend>
      {variantsOf(product).map((variant) => (
        <label key={variant.id} data-chosen={variant.id === chosenId}>
          <input
            type="radio"
            name="variant"
            value={variant.id}
            checked={variant.id === chosenId}
            onChange={() => onChoose(variant.id)}
          />
          {optionText(product, variant.title ?? "", language)}
          {stockOf(variant) === "none" && <small> ({t.catalogue.soldOut})</small>}
        </label>
      ))}
    </fieldset>
  )
}
