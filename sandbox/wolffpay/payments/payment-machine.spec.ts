import { Refusal } from "../../shared/core/refusal"
import type { CaptureMethod, PaymentStatus } from "./payment"
import type { Step } from "./payment-machine"
import { attempt, cancel, capture, expire, finish, PAY_OUTCOMES, returned } from "./payment-machine"

const STATUSES: PaymentStatus[] = [
  "requires_payment_method",
  "requires_confirmation",
  "requires_action",
  "processing",
  "requires_capture",
  "succeeded",
  "canceled",
  "failed",
]
const OPEN = STATUSES.slice(0, 3)

const payment = (status: PaymentStatus, captureMethod: CaptureMethod = "automatic") => ({
  status,
  captureMethod,
})

describe("W18: the states of a payment", () => {
  const moves: [string, PaymentStatus[], (from: PaymentStatus) => Step][] = [
    ["attempt", OPEN, (from) => attempt(payment(from), "succeed")],
    ["finish", ["processing"], (from) => finish(payment(from), true)],
    ["capture", ["requires_capture"], (from) => capture(payment(from))],
    ["cancel", [...OPEN, "requires_capture"], (from) => cancel(payment(from))],
    ["expire", ["requires_capture"], (from) => expire(payment(from))],
    ["return", ["succeeded"], (from) => returned(payment(from))],
  ]
  for (const [name, allowed, move] of moves) {
    it.each(STATUSES)(`${name} from %s`, (from) => {
      if (allowed.includes(from)) expect(move(from).status).not.toBe(from)
      else expect(() => move(from)).toThrow(Refusal)
    })
  }

  it("W17: a refused move names the status in a text of 400", () => {
    const move = () => cancel(payment("processing"))
    expect(move).toThrow("This payment cannot be canceled because its status is processing.")
    expect(move).toThrow(expect.objectContaining({ status: 400, rule: undefined }))
  })

  it("W30: with automatic capture a success is taken and told", () => {
    const taken = { status: "succeeded", event: "payment.succeeded", captures: true }
    expect(attempt(payment("requires_action"), "succeed")).toEqual(taken)
    expect(finish(payment("processing"), true)).toEqual(taken)
    expect(capture(payment("requires_capture", "manual"))).toEqual(taken)
  })

  it("W30: there is no event for authorised, cancelled, processing or waiting payments", () => {
    const silent = [
      attempt(payment("requires_payment_method", "manual"), "succeed"),
      finish(payment("processing", "manual"), true),
      attempt(payment("requires_payment_method"), "process"),
      attempt(payment("requires_payment_method"), "require_action"),
      cancel(payment("requires_payment_method")),
      expire(payment("requires_capture")),
    ]
    expect(silent.map((step) => [step.status, step.event, step.captures])).toEqual([
      ["requires_capture", undefined, undefined],
      ["requires_capture", undefined, undefined],
      ["processing", undefined, undefined],
      ["requires_action", undefined, undefined],
      ["canceled", undefined, undefined],
      ["canceled", undefined, undefined],
    ])
  })

  it("W30: a failed attempt opens the payment for another and is told", () => {
    const failed = { status: "requires_payment_method", event: "payment.failed" }
    expect(attempt(payment("requires_payment_method"), "decline")).toEqual(failed)
    expect(finish(payment("processing"), false)).toEqual(failed)
  })

  it("a returned debit is told as a failure", () => {
    expect(returned(payment("succeeded"))).toEqual({ status: "failed", event: "payment.failed" })
  })

  it("no outcome takes money from a payment that is not open", () => {
    for (const status of STATUSES.filter((one) => !OPEN.includes(one))) {
      for (const outcome of PAY_OUTCOMES) {
        expect(() => attempt(payment(status), outcome)).toThrow(Refusal)
      }
    }
  })
})
