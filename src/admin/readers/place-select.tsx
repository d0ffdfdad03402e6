import { Select } from "@medusajs/ui"
import { useText } from "../hooks/use-text"

interface Props {
  id: string
  value: string
  choices: { id: string; name: string }[]
  onChoose: (id: string) => void
  "aria-invalid"?: boolean
  "aria-describedby"?: string
}

export function PlaceSelect({ value, choices, onChoose, ...control }: Props) {
  const { t } = useText()
  return (
    <Select value={value} onValueChange={onChoose}>
      <Select.Trigger className="h-11" {...control}>
        <Select.Value placeholder={t("readers.choose")} />
      </Select.Trigger>
      <Select.Content>
        {choices.map(({ id, name }) => (
          <Select.Item key={id} value={id} className="min-h-11">
            {name}
          </Select.Item>
        ))}
      </Select.Content>
    </Select>
  )
}
