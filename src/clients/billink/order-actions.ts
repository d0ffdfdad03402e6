import { type BillinkCaller, call, type CallOptions } from "./call"
import { BillinkInvalidInputError, BillinkNotConfiguredError } from "./errors"
import { checkedNumber } from "./orders"
import { codeOf } from "./order-items"

const MAX_DAYS = 14

/**
 * 2.7. No reminders for so many days, 14 at most.
 * @throws BillinkNotConfiguredError as long as its path is not set (7.1)
 */
export async function onHold(
  caller: BillinkCaller,
  input: { orderNumber: string; workflowNumber: string; days?: number },
  options: CallOptions
): Promise<void> {
  const { days } = input
  const path = pathOf(caller, "onHold")
  if (days !== undefined && (!Number.isInteger(days) || days < 1 || days > MAX_DAYS)) {
    const limit = `must be a whole number from 1 to ${MAX_DAYS}`
    throw new BillinkInvalidInputError({ path, field: "days", limit })
  }
  await act(
    caller,
    path,
    input.orderNumber,
    { workflowNumber: input.workflowNumber, days },
    options
  )
}

/** 2.8. Goes on where an order was put on hold. @throws BillinkNotConfiguredError */
export async function resume(
  caller: BillinkCaller,
  input: { orderNumber: string; workflowNumber: string },
  options: CallOptions
): Promise<void> {
  const path = pathOf(caller, "resume")
  await act(caller, path, input.orderNumber, { workflowNumber: input.workflowNumber }, options)
}

/** 2.10. A note for Billink's own people. @throws BillinkNotConfiguredError */
export async function message(
  caller: BillinkCaller,
  input: { orderNumber: string; message: string; workflowNumber?: string },
  options: CallOptions
): Promise<void> {
  const path = pathOf(caller, "message")
  if (input.message.trim() === "") {
    throw new BillinkInvalidInputError({ path, field: "message", limit: "must not be empty" })
  }
  const { workflowNumber } = input
  const number = workflowNumber === undefined ? undefined : Number(workflowNumber)
  await act(
    caller,
    path,
    input.orderNumber,
    { message: input.message, workflowNumber: number },
    options
  )
}

function pathOf({ adapter }: BillinkCaller, operation: "onHold" | "resume" | "message"): string {
  const path = adapter.paths[operation]
  if (path === undefined) {
    throw new BillinkNotConfiguredError(operation, `billink.adapter.paths.${operation}`)
  }
  return path
}

async function act(
  caller: BillinkCaller,
  path: string,
  orderNumber: string,
  fields: Record<string, unknown>,
  options: CallOptions
): Promise<void> {
  const number = checkedNumber(orderNumber, path)
  const { username, id } = caller.credentials
  await call<true>(
    caller,
    {
      path,
      json: { billinkUsername: username, billinkID: id, invoiceNumber: number, ...fields },
      reads: false,
      scope: "order",
      read: (envelope) => {
        const code = codeOf(envelope, number)
        const done = code !== undefined && caller.adapter.successCodes.orderAction.includes(code)
        const isOwn = code === undefined || done
        if (isOwn && envelope.verdict === "ok") {
          return { ok: true, value: true }
        }
        return isOwn ? { ok: false, problem: "no word that it was done" } : { refused: code }
      },
    },
    options
  )
}
