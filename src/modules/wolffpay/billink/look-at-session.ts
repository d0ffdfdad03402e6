import { type BillinkCallOptions, isSessionId, sessionStateOf } from "../../../clients/billink"
import { withTimeout } from "../../../clients/http/with-timeout"
import type WolffPayModuleService from "../service"
import type { BillinkInvoiceRow } from "../tables/billink-invoices"

/**
 * One call: what became of a session, written into our row, which is given back as it is now. Webhooks and browsers only say
 * that it is worth asking; those that come at once ask once, and what another one has learned since is not asked again.
 * @throws when the caller's own time is up: a look that another began may take longer, and goes on
 */
export async function lookAtSession(
  service: WolffPayModuleService,
  row: BillinkInvoiceRow,
  call: BillinkCallOptions
): Promise<BillinkInvoiceRow> {
  const flying = service.looking.get(row.id)
  if (flying) {
    return call.deadlineMs === undefined ? flying : withTimeout(flying, call.deadlineMs)
  }
  const look = ask(service, row, call).finally(() => service.looking.delete(row.id))
  service.looking.set(row.id, look)
  return look
}

async function ask(
  service: WolffPayModuleService,
  row: BillinkInvoiceRow,
  call: BillinkCallOptions
): Promise<BillinkInvoiceRow> {
  const now = (await service.invoices.byId(row.id)) ?? row
  const sessionId = now.billink_session_id
  if (now.state !== row.state || !isSessionId(sessionId)) {
    return now
  }
  const { client, options } = service.billink
  const status = await client.sessionStatus(sessionId, call)
  const state = sessionStateOf(options.adapter, status)
  if (state === undefined) {
    service.logger.warn(
      `Billink shows ${now.order_number} with the status "${status.slice(0, 50)}", which this plugin does not know. It is treated as undecided; billink.adapter.sessionStates may say what it means.`
    )
    return now
  }
  await service.invoices.advance(now.id, state, status)
  return (await service.invoices.byId(now.id)) ?? now
}
