import type { FrameSetup } from "./types"
import { isRecord } from "./types"

const VARIABLES = [
  "colorPrimary",
  "colorBackground",
  "colorText",
  "colorTextSecondary",
  "colorDanger",
  "fontFamily",
  "fontSizeBase",
  "borderRadius",
  "spacingUnit",
]

/** The parts of Stripe's `appearance` that the frames honour: the theme and a few variables, no rules. */
export function readAppearance(appearance: unknown): Pick<FrameSetup, "theme" | "variables"> {
  const given = fieldsOf(appearance)
  const all = fieldsOf(given["variables"])
  const variables: Record<string, string> = {}
  for (const name of VARIABLES) {
    const value = all[name]
    if (typeof value === "string" && value.length <= 200) variables[name] = value
  }
  return { theme: typeof given["theme"] === "string" ? given["theme"] : "stripe", variables }
}

/** The `style` of a Card Element, as far as it says the same as a variable. */
export function readCardStyle(style: unknown): Record<string, string> {
  const base = fieldsOf(fieldsOf(style)["base"])
  const found: Record<string, unknown> = {
    colorText: base["color"],
    fontFamily: base["fontFamily"],
    fontSizeBase: base["fontSize"],
    colorTextSecondary: fieldsOf(base["::placeholder"])["color"],
    colorDanger: fieldsOf(fieldsOf(style)["invalid"])["color"],
  }
  return readAppearance({ variables: found }).variables
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {}
}
