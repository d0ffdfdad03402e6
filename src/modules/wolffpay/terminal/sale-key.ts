/** The key in a new session's data under which the till names its sale. Blanked by the provider. */
export const SALE_KEY = "wolffpay_terminal_sale"

export function saleIdIn(data: Record<string, unknown> | undefined): string | undefined {
  const id = data?.[SALE_KEY]
  return typeof id === "string" && id !== "" ? id : undefined
}
