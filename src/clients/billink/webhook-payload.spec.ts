import {
  isKnownOrderEvent,
  ORDER_EVENTS,
  parseOrderWebhook,
  parseSessionWebhook,
} from "./webhook-payload"
import { SESSION_STATUSES } from "./session-status"

const session = {
  status: "session_active",
  invoiceNumber: "invoice-1234",
  transactionId: "tx_001a45",
  billinkInvoiceNumber: "1ABinvoice-1234",
}
const order = {
  order_id: "123456",
  invoice_number: "1ABINVOICE1234",
  invoice_number_clean: "INVOICE1234",
  workflow_id: "123",
  event: "order_placed",
  timestamp: "2025-10-10 09:45:00",
  custom_invoice_id: "1TST-CUSTOM-INVOICE-12345",
}

describe("A session webhook (S2)", () => {
  it.each([...SESSION_STATUSES, "something_new"])("is read with the status %s", (status) => {
    expect(parseSessionWebhook({ ...session, status })).toEqual({
      ok: true,
      payload: {
        status,
        orderNumber: "invoice-1234",
        transactionId: "tx_001a45",
        billinkInvoiceNumber: "1ABinvoice-1234",
      },
    })
  })

  it("needs no more than a status and a number", () => {
    const { status, invoiceNumber } = session
    expect(parseSessionWebhook({ status, invoiceNumber }).ok).toBe(true)
  })

  it.each([null, [], "x", {}, { ...session, status: "" }, { ...session, invoiceNumber: { a: 1 } }])(
    "is not %j",
    (body) => {
      expect(parseSessionWebhook(body)).toMatchObject({ ok: false })
    }
  )
})

describe("An order webhook (S3)", () => {
  it.each([...ORDER_EVENTS])("is read with the event %s", (event) => {
    expect(isKnownOrderEvent(event)).toBe(true)
    expect(parseOrderWebhook({ ...order, event })).toEqual({
      ok: true,
      payload: {
        event,
        orderNumber: "INVOICE1234",
        billinkInvoiceNumber: "1ABINVOICE1234",
        billinkOrderId: "123456",
        workflowId: "123",
        customInvoiceId: "1TST-CUSTOM-INVOICE-12345",
        sentAt: new Date("2025-10-10T07:45:00Z"),
      },
    })
  })

  it("keeps an event that nobody told of (facts 7.5)", () => {
    expect(isKnownOrderEvent("order_disputed")).toBe(false)
    expect(parseOrderWebhook({ ...order, event: "order_disputed", more: [1] })).toMatchObject({
      ok: true,
      payload: { event: "order_disputed" },
    })
  })

  it("does without the custom id and with an unreadable time", () => {
    const { custom_invoice_id: _, ...rest } = order
    expect(parseOrderWebhook({ ...rest, timestamp: "25-10-10" })).toMatchObject({
      ok: true,
      payload: { customInvoiceId: undefined, sentAt: undefined },
    })
  })

  it("takes numbers where the samples have texts", () => {
    expect(parseOrderWebhook({ ...order, order_id: 5, workflow_id: 1 })).toMatchObject({
      payload: { billinkOrderId: "5", workflowId: "1" },
    })
  })

  it.each([null, {}, { ...order, event: "" }, { ...order, invoice_number_clean: undefined }])(
    "is not %j",
    (body) => {
      expect(parseOrderWebhook(body)).toMatchObject({ ok: false })
    }
  )
})
