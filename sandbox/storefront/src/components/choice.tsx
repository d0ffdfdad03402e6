import type { ReactNode } from "react"

interface ChoiceProps {
  name: string
  value: string
  isChosen: boolean
  onChoose: (value: string) => void
  title: string
  hint?: string
  aside?: ReactNode
}

/** One radio button of a group, as a row that is easy to hit. */
export function Choice({ name, value, isChosen, onChoose, title, hint, aside }: ChoiceProps) {
  return (
    <label className="choice" data-chosen={isChosen}>
      <input
        type="radio"
        name={name}
        value={value}
        checked={isChosen}
        onChange={() => onChoose(value)}
      />
      <span className="choice-text">
        <span>{title}</span>
        {hint && <small>{hint}</small>}
      </span>
      {aside && <span className="choice-aside">{aside}</span>}
    </label>
  )
}
