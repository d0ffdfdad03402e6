import path from "node:path"
import { ADMIN } from "./medusa.mjs"
import { texts } from "./texts.mjs"

/** The block of addresses at the end of a start. */
export function printSummary(context) {
  const { screen, paths, storefrontUrl, shopUrl, sandboxUrl, billinkUrl } = context
  const { publishableKey, orderId } = context
  const shown = (file) => path.relative(process.cwd(), file) || file
  const rows = [
    [texts.storefront, storefrontUrl],
    orderId
      ? [texts.adminOrder, `${shopUrl}/app/orders/${orderId}`]
      : [texts.admin, `${shopUrl}/app`],
    [texts.login, `${ADMIN.email}   ${ADMIN.password}`],
    [texts.till, `${shopUrl}/app/point-of-sale`],
    [texts.readers, `${sandboxUrl}/sandbox/readers`],
    [texts.storeApi, `${shopUrl}/store`],
    [texts.key, publishableKey],
    [texts.sandbox, sandboxUrl],
    [texts.billink, billinkUrl],
    [texts.log, shown(paths.medusaLog)],
  ]
  const width = Math.max(...rows.map(([name]) => name.length)) + 2
  const rule = "─".repeat(78)
  screen.status("")
  for (const line of [
    "",
    rule,
    ` ${texts.ready(screen.elapsed())}`,
    "",
    ...rows.map(([name, value]) => ` ${name.padEnd(width)}${value}`),
    "",
    ` ${texts.next}`,
    ...texts.nextSteps.map((step) => ` - ${step}`),
    "",
    ` ${texts.stays(shown(paths.dir))}`,
    rule,
  ]) {
    screen.plain(line)
  }
}
