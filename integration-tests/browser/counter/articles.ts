import { CATALOGUE, eanOf } from "../../../sandbox/shop/src/seed/catalogue"
import { one } from "../../support/one"

/** What the scanner reads from an article of the demo, EUR by the piece. */
export function barcode(handle: string, value?: string): string {
  const product = one(CATALOGUE.filter((candidate) => candidate.handle === handle))
  return eanOf(product, value ?? one(product.option.values.slice(0, 1)))
}

/** EUR 12.50 */
export const MUG = { title: "Mok met tulp", code: barcode("mok-tulp", "Rood"), price: 1250 }
/** EUR 34.95 */
export const TEAPOT = {
  title: "Theepot Delfts blauw",
  code: barcode("theepot-delfts-blauw"),
  price: 3495,
}
/** EUR 9.95 */
export const TOWEL = { title: "Linnen theedoek", code: barcode("theedoek-linnen"), price: 995 }
/** EUR 18.75 */
export const CANDLE = { title: "Kaars van bijenwas", code: barcode("kaars-bijenwas"), price: 1875 }
