import type { Settings } from "../core/settings"

/** An application code in the type that was chosen; some endpoints answer texts, others numbers (2.14). */
export function asCode(
  { codeType }: Pick<Settings, "codeType">,
  code: string,
  documented: "string" | "number"
): string | number {
  const type = codeType === "documented" ? documented : codeType
  return type === "number" ? Number(code) : code
}
