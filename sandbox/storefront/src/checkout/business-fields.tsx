import { Field } from "../components/field"
import { useLanguage } from "../i18n/use-language"
import { BUSINESS_FIELDS, NO_BUSINESS, type Business } from "../lib/address"
import { INPUTS } from "./inputs"

interface BusinessFieldsProps {
  /** Absent: a consumer. */
  business: Business | undefined
  isCompanyMissing: boolean
  onChange: (business: Business | undefined) => void
}

/** Who orders for a company says so, and gives its name; the numbers only where they are at hand. */
export function BusinessFields({ business, isCompanyMissing, onChange }: BusinessFieldsProps) {
  const { t } = useLanguage()
  return (
    <>
      <label className="check">
        <input
          type="checkbox"
          name="business"
          checked={business !== undefined}
          onChange={({ target }) => onChange(target.checked ? NO_BUSINESS : undefined)}
        />
        {t.fields.business}
      </label>
      {business &&
        BUSINESS_FIELDS.map((name) => (
          <Field
            key={name}
            {...INPUTS[name]}
            name={name}
            label={t.fields[name]}
            value={business[name]}
            error={
              name === "company" && isCompanyMissing ? t.fieldProblems.missing.company : undefined
            }
            onChange={({ target }) => onChange({ ...business, [name]: target.value })}
          />
        ))}
    </>
  )
}
