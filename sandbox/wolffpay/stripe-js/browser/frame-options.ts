import type { Session } from "./api"
import { readAppearance, readCardStyle } from "./appearance"
import type { FrameSetup } from "./types"
import { isRecord } from "./types"

type Options = Readonly<Record<string, unknown>>

/** What decides on the markup is in the address; nothing in it is secret. */
export function frameAddress(
  session: Session,
  elementType: string,
  methods: readonly string[],
  options: Options
): string {
  const { layout, paymentMethodOrder, fields } = options
  const query = new URLSearchParams({
    lang: session.language,
    methods: ordered(methods, paymentMethodOrder).join(","),
    layout: typeOf(layout) === "tabs" ? "tabs" : "accordion",
    hide: hiddenFields(fields).join(","),
  })
  return `${session.origin}/sandbox/elements/${elementType}?${query.toString()}`
}

/** What the frame is told once it is there. */
export function frameSetup(appearance: unknown, options: Options): FrameSetup {
  const { defaultValues, layout, style, readOnly, disabled } = options
  const billing = isRecord(defaultValues) ? defaultValues["billingDetails"] : undefined
  const values: Record<string, string> = {}
  for (const name of ["name", "email"]) {
    const value = isRecord(billing) ? billing[name] : undefined
    if (typeof value === "string") values[name] = value
  }
  const collapsed = isRecord(layout) && layout["defaultCollapsed"] === true
  const { theme, variables } = readAppearance(appearance)
  return {
    type: "setup",
    theme,
    variables: { ...variables, ...readCardStyle(style) },
    chosen: collapsed ? null : "first",
    values,
    readOnly: readOnly === true || disabled === true,
  }
}

function typeOf(layout: unknown): unknown {
  return isRecord(layout) ? layout["type"] : layout
}

function ordered(methods: readonly string[], order: unknown): string[] {
  const first = Array.isArray(order) ? methods.filter((one) => order.includes(one)) : []
  first.sort((a, b) => (order as unknown[]).indexOf(a) - (order as unknown[]).indexOf(b))
  return [...first, ...methods.filter((one) => !first.includes(one))]
}

function hiddenFields(fields: unknown): string[] {
  const billing = isRecord(fields) ? fields["billingDetails"] : undefined
  if (billing === "never") return ["name", "email"]
  return isRecord(billing) ? ["name", "email"].filter((one) => billing[one] === "never") : []
}
