import { failPlacedOrder } from "./fail-placed-order"
import type { Books } from "./load-books"
import { settleProcessing } from "./settle-processing"

jest.mock("./compare-total", () => ({ compareTotal: jest.fn() }))
jest.mock("./mend-interruption", () => ({ mendInterruption: jest.fn() }))
jest.mock("./placement-of", () => ({ placementOf: jest.fn() }))

/** An order that the shopper's own completion placed while the debit is on its way. */
const placed = (metadata: Record<string, unknown> = {}) =>
  ({
    session: { id: "payses_1", status: "pending", amount: 15, currency_code: "eur", data: {} },
    cart_id: "cart_1",
    order: { id: "order_1", metadata },
    payment: undefined,
  }) as unknown as Books

function setUp(live: boolean) {
  const updateOrders = jest.fn()
  const service = {
    wolffPay: { options: { orderOnProcessing: true } },
    flagAttention: jest.fn(),
    updateOrders,
    updatePaymentSession: jest.fn(),
  }
  const intent = { id: "wpint_1", intent_id: "pi_1", live, amount: 1500, currency: "eur" }
  return {
    container: { resolve: () => service } as never,
    intent: intent as never,
    marks: () => updateOrders.mock.calls.map(([, { metadata }]) => metadata as object),
  }
}

describe("test money on an order whose debit is on its way (R18)", () => {
  it("is marked before the money is in, once", async () => {
    const { container, intent, marks } = setUp(false)
    await settleProcessing(container, intent, placed())
    await settleProcessing(container, intent, placed({ wolffpay_test_payment: true }))
    expect(marks()).toEqual([{ wolffpay_test_payment: true }])
  })

  it("is marked when the debit fails before anybody looked", async () => {
    const { container, intent, marks } = setUp(false)
    await failPlacedOrder(container, intent, placed())
    expect(Object.assign({}, ...marks())).toEqual({
      wolffpay_test_payment: true,
      wolffpay_payment_failed: "pi_1",
    })
  })

  it("is not found where the money is real", async () => {
    const { container, intent, marks } = setUp(true)
    await settleProcessing(container, intent, placed())
    await failPlacedOrder(container, intent, placed())
    expect(marks()).toEqual([{ wolffpay_payment_failed: "pi_1" }])
  })
})
