import { toRefundReason } from "./refund-reason"

describe("toRefundReason (W28)", () => {
  it.each([
    ["duplicate", "duplicate"],
    ["DUPLICATE_ORDER", "duplicate"],
    ["dubbel-betaald", "duplicate"],
    ["fraud", "fraudulent"],
    ["fraude", "fraudulent"],
    ["Fraudulent", "fraudulent"],
    ["te-klein", "requested_by_customer"],
    ["", "requested_by_customer"],
    [undefined, "requested_by_customer"],
  ])("%s is %s", (code, reason) => {
    expect(toRefundReason(code)).toBe(reason)
  })
})
