import { type BillinkCaller, call, type CallOptions, type Endpoint, type Reading } from "./call"
import type { Envelope } from "./envelope"
import { BillinkInvalidInputError } from "./errors"
import { isOrderNumber } from "./ids"
import { mergeExtra } from "./merge-extra"
import { toAmount, toDecimal } from "./money"
import { codeOf, itemOf, messageOf } from "./order-items"
import { buildXml } from "./xml"

/** What Billink says that it did. Its words are for people; no program reads them (2.5). */
export type OrderResult = { code: string; message?: string }

/**
 * 2.4. Tells Billink that an order was sent, so that it asks for the money. Once started it stays so: asking again says
 * `alreadyStarted`.
 */
export async function startWorkflow(
  caller: BillinkCaller,
  input: { orderNumber: string; workflowNumber?: string },
  options: CallOptions
): Promise<OrderResult & { alreadyStarted: boolean }> {
  const { adapter } = caller
  const { startWorkflow: done, workflowAlreadyStarted: again } = adapter.successCodes
  const number = checkedNumber(input.orderNumber, "start-workflow")
  const v2 = adapter.paths.startWorkflow
  const sent =
    v2 === undefined
      ? viaXml(caller, adapter.paths.startWorkflowV1, adapter.xml.startWorkflowAction, {
          INVOICENUMBER: number,
          ...(input.workflowNumber === undefined ? {} : { WORKFLOWNUMBER: input.workflowNumber }),
        })
      : viaJson(caller, v2, "startWorkflow", {
          [adapter.fields.invoiceRef]: number,
          ...(input.workflowNumber === undefined ? {} : { workflowNumber: input.workflowNumber }),
        })
  const read = (envelope: Envelope): Reading<OrderResult & { alreadyStarted: boolean }> => {
    const result = resultOf(envelope, number, done, again)
    return "ok" in result && result.ok
      ? { ok: true, value: { ...result.value, alreadyStarted: again.includes(result.value.code) } }
      : result
  }
  return await call(caller, { ...sent, ...MOVES_MONEY, read }, options)
}

/**
 * 2.5. Gives money back, partly or in full. Never send it again after a BillinkUnknownOutcomeError: it may credit twice.
 * `cents` above 0.
 */
export async function credit(
  caller: BillinkCaller,
  input: { orderNumber: string; cents: number; description?: string },
  options: CallOptions
): Promise<OrderResult> {
  const { adapter } = caller
  const path = adapter.paths.credit
  const number = checkedNumber(input.orderNumber, path)
  const sent = viaJson(caller, path, "credit", {
    // Proven, unlike the name in the other calls, so it does not follow `fields.invoiceRef`.
    number,
    creditAmount: toAmount(checkedCents(input.cents, path), adapter.amounts.creditAsString),
    description: cut(input.description ?? "", adapter.limits.creditDescription),
  })
  const read = (envelope: Envelope) => resultOf(envelope, number, adapter.successCodes.credit, [])
  return await call(caller, { ...sent, ...MOVES_MONEY, read }, options)
}

/** 2.6. Tells Billink of money that the shop received itself. `cents` above 0. */
export async function payment(
  caller: BillinkCaller,
  input: { orderNumber: string; cents: number; description?: string; workflowNumber?: string },
  options: CallOptions
): Promise<OrderResult & { alreadyPaid: boolean }> {
  const { adapter } = caller
  const v2 = adapter.paths.payment
  const path = v2 ?? adapter.paths.paymentV1
  const number = checkedNumber(input.orderNumber, path)
  const cents = checkedCents(input.cents, path)
  const description = cut(input.description ?? "", adapter.limits.paymentDescription)
  const sent =
    v2 === undefined
      ? viaXml(caller, path, adapter.xml.paymentAction, {
          INVOICENUMBER: number,
          ...(input.workflowNumber === undefined ? {} : { WORKFLOWNUMBER: input.workflowNumber }),
          AMOUNT: toDecimal(cents),
          ...(description ? { DESCRIPTION: description } : {}),
        })
      : viaJson(caller, path, "payment", {
          [adapter.fields.invoiceRef]: number,
          [adapter.fields.paymentAmount]: toAmount(cents, adapter.amounts.paymentAsString),
          ...(description ? { [adapter.fields.paymentDescription]: description } : {}),
        })
  const { payment: done, alreadyPaid: again } = adapter.successCodes
  const read = (envelope: Envelope): Reading<OrderResult & { alreadyPaid: boolean }> => {
    const result = resultOf(envelope, number, done, again)
    return "ok" in result && result.ok
      ? { ok: true, value: { ...result.value, alreadyPaid: again.includes(result.value.code) } }
      : result
  }
  return await call(caller, { ...sent, ...MOVES_MONEY, read }, options)
}

const MOVES_MONEY = { reads: false, movesMoney: true, scope: "order" } as const

/**
 * Success only by a code that says so in an answer that calls itself one, save for "it had been done already": a code alone may
 * be anybody's, such as the 500 of a proxy.
 */
function resultOf(
  envelope: Envelope,
  orderNumber: string,
  done: readonly string[],
  again: readonly string[]
): Reading<OrderResult> {
  const code = codeOf(envelope, orderNumber)
  if (code === undefined) {
    return { ok: false, problem: "no code for this order" }
  }
  const isDone = done.includes(code)
  if ((isDone && envelope.verdict === "ok") || again.includes(code)) {
    return { ok: true, value: { code, message: messageOf(itemOf(envelope, orderNumber)) } }
  }
  return isDone ? { ok: false, problem: "no word that it was done" } : { refused: code }
}

export function viaJson(
  { adapter, credentials }: BillinkCaller,
  path: string,
  operation: "startWorkflow" | "credit" | "payment" | undefined,
  item: Record<string, unknown>
): Pick<Endpoint<never>, "path" | "json"> {
  const list = operation === "credit" ? "invoices" : adapter.fields.invoices
  const body = {
    billinkUsername: credentials.username,
    billinkID: credentials.id,
    // Newer pages allow several, older ones do not: always one (1.2).
    [list]: [item],
  }
  return { path, json: operation ? mergeExtra(adapter.extra[operation], body) : body }
}

export function viaXml(
  { adapter, credentials }: BillinkCaller,
  path: string,
  action: string,
  item: Record<string, string>
): Pick<Endpoint<never>, "path" | "xml"> {
  const version = adapter.xml.version
  return { path, xml: buildXml({ version, credentials, action, items: [item] }) }
}

export function checkedNumber(orderNumber: string, path: string): string {
  if (!isOrderNumber(orderNumber)) {
    const limit = "must be 1-50 letters, digits, _ or -"
    throw new BillinkInvalidInputError({ path, field: "orderNumber", limit })
  }
  return orderNumber
}

function checkedCents(cents: number, path: string): number {
  if (!Number.isSafeInteger(cents) || cents <= 0) {
    const limit = "must be a whole number of cents above 0"
    throw new BillinkInvalidInputError({ path, field: "cents", limit })
  }
  return cents
}

/** By characters, not by halves of them. */
export function cut(text: string, length: number): string {
  return [...text.trim()].slice(0, length).join("").trim()
}
