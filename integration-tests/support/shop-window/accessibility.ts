import AxeBuilder from "@axe-core/playwright"
import type { Page } from "playwright-core"

/**
 * What axe finds on the page as it is now, Stripe's form in it included: one line for each rule, with the elements. `part` is the
 * part that is ours, where the page is somebody else's.
 */
export async function violationsOn(page: Page, part?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page })
  const { violations, passes } = await (part ? axe.include(part) : axe).analyze()
  if (passes.length === 0) {
    throw new Error("axe looked at nothing")
  }
  return violations.map(({ id, help, nodes }) => {
    const where = nodes.map(({ target }) => target.join(" ")).join(", ")
    return `${id}: ${help} (${where})`
  })
}
