import {
  BudgetExhaustedError,
  ConnectionError,
  InvalidRequestError,
  NotFoundError,
  PermissionError,
  ServerError,
} from "../../clients/http"
import { judgeRefusal } from "./judge-refusal"

const call = { service: "WolffPay", method: "POST", path: "/api/v1/payments/terminal" }
const refused = (detail: string) => new InvalidRequestError({ ...call, status: 400, detail })

describe("judgeRefusal (W5, W6, W23)", () => {
  it.each([
    ["Your card was declined.", "card_declined"],
    ["Something nobody has documented", "card_declined"],
    ["This terminal reader is busy.", "reader_busy"],
    ["This payment is already being collected on another reader.", "reader_busy"],
    ["The reader is offline", "reader_unreachable"],
    ["There was a timeout when sending this command to the reader.", "reader_unreachable"],
    ["No card was presented before the reader timed out.", "card_timed_out"],
    ["The reader action was canceled.", "card_timed_out"],
  ])("%j is %s", (text, reason) => {
    expect(judgeRefusal(refused(text))).toEqual({ kind: "refused", reason })
  })

  it.each([
    ["a reader that is not known", new NotFoundError({ ...call, status: 404 }), "reader_unknown"],
    [
      "a terminal that is switched off",
      new PermissionError({ ...call, status: 403 }),
      "terminal_switched_off",
    ],
    [
      "a reader that is switched off",
      new PermissionError({
        ...call,
        status: 403,
        detail: "This terminal reader is disabled in WolffPay dashboard.",
      }),
      "reader_switched_off",
    ],
    [
      "no room in the budget",
      new BudgetExhaustedError({ ...call, retryAfterMs: 10 }),
      "service_unavailable",
    ],
    [
      "a server that was never reached",
      new ConnectionError({ ...call, timedOut: false, neverSent: true }),
      "service_unavailable",
    ],
  ])("%s: nothing was asked of the reader", (_, error, reason) => {
    expect(judgeRefusal(error)).toEqual({ kind: "refused", reason })
  })

  it.each([
    ["a time-out", new ConnectionError({ ...call, timedOut: true })],
    ["a 500", new ServerError({ ...call, status: 500, headers: new Headers() } as never)],
    ["a bug of ours", new TypeError("undefined is not a function")],
  ])("%s: the card may have been read", (_, error) => {
    expect(judgeRefusal(error)).toEqual({ kind: "cut_off" })
  })
})
