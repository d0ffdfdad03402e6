import type { SaleView } from "../../api/admin/wolffpay/terminal/views"
import { isCancelable, isOver, isRetryable, phaseOf, refundable, wordsFor } from "./sale-phase"

function sale(patch: Partial<SaleView>): SaleView {
  return {
    amount: 5000,
    refunded_amount: 0,
    is_cancel_requested: false,
    is_open: false,
    ...patch,
  } as SaleView
}

describe("what the clerk sees of a sale", () => {
  it.each([
    [null, "starting"],
    [sale({ state: "created" }), "starting"],
    [sale({ state: "sent_to_reader" }), "present_card"],
    [sale({ state: "sent_to_reader", is_cancel_requested: true }), "canceling"],
    [sale({ state: "created", is_cancel_requested: true }), "canceling"],
    [sale({ state: "authorized" }), "settling"],
    [sale({ state: "ordered" }), "settling"],
    [sale({ state: "captured", is_open: true }), "paid"],
    [sale({ state: "handed_over" }), "paid"],
    [sale({ state: "declined" }), "declined"],
    [sale({ state: "timed_out" }), "timed_out"],
    [sale({ state: "canceled" }), "canceled"],
    [sale({ state: "needs_attention" }), "needs_attention"],
  ] as const)("follows its state (%#)", (view, phase) => {
    expect(phaseOf(view)).toBe(phase)
  })

  it("is not called a bank's refusal when it was the reader's, nor an end when nobody is sure", () => {
    expect(wordsFor("declined", "card_declined")).toBe("declined")
    expect(wordsFor("declined", "reader_switched_off")).toBe("not_taken")
    expect(wordsFor("timed_out", "card_timed_out")).toBe("timed_out")
    expect(wordsFor("timed_out", "reader_unreachable")).toBe("unsure")
  })

  it("offers another card only where nothing was charged, and never beside attention", () => {
    expect(isRetryable("declined") && isRetryable("timed_out")).toBe(true)
    expect(isRetryable("needs_attention") || isRetryable("canceled")).toBe(false)
    expect(isCancelable("present_card") && isCancelable("starting")).toBe(true)
    expect(isCancelable("paid") || isCancelable("settling")).toBe(false)
  })

  it("is taken up again on the order's page until it is over", () => {
    expect(isOver("present_card") || isOver("declined") || isOver("settling")).toBe(false)
    expect(isOver("paid") && isOver("canceled") && isOver("needs_attention")).toBe(true)
  })

  it("can give back what was paid and is not back yet", () => {
    expect(refundable(sale({ is_paid: true, refunded_amount: 1500 }))).toBe(3500)
    expect(refundable(sale({ is_paid: false }))).toBe(0)
  })
})
