import type { State } from "../core/state"
import { outstanding } from "../orders/order"
import type { SessionStatus } from "../sessions/session"

/** What really happened under one invoice number. Amounts in cents, times ISO 8601. */
export interface LedgerLine {
  invoiceNumber: string
  billinkNumber: string
  sessionId: string
  status: SessionStatus | "created"
  /** 0 until there is an order. */
  authorised: number
  credited: number
  paid: number
  outstanding: number
  workflowRequestedAt: string | null
  workflowStartedAt: string | null
  /** Calls that asked for the workflow, repeats included. */
  workflowCalls: number
}

export function ledgerOf(state: State): LedgerLine[] {
  return state.sessions.map((session) => {
    const order = state.orders.find((one) => one.sessionId === session.id)
    return {
      invoiceNumber: session.invoiceNumber,
      billinkNumber: session.billinkNumber,
      sessionId: session.id,
      status: session.status,
      authorised: order?.total ?? 0,
      credited: order?.credited ?? 0,
      paid: order?.paid ?? 0,
      outstanding: order ? outstanding(order) : 0,
      workflowRequestedAt: moment(order?.workflowRequestedAt),
      workflowStartedAt: moment(order?.workflowStartedAt),
      workflowCalls: order?.workflowCalls ?? 0,
    }
  })
}

function moment(ms: number | null | undefined): string | null {
  return ms === null || ms === undefined ? null : new Date(ms).toISOString()
}
