import { DEFAULT_ADAPTER } from "../../../clients/billink"
import { buildSessionBody } from "../../../clients/billink/session-body"
import { makeCart } from "./__fixtures__/cart"
import { buildSession } from "./build-session"
import { fingerprintOf } from "./fingerprint"

const RUNS = 50
/** Milliseconds of our own time. */
const MOST = 5

describe("A session of a cart with a hundred lines", () => {
  it("is built, marked and written as Billink's body in less than five milliseconds", () => {
    const cart = makeCart({
      rows: Array.from({ length: 100 }, (_, n) => ({
        price: 3 + n / 7,
        quantity: 1 + (n % 4),
        rates: [[21, 9, 0][n % 3] ?? 21],
        inclusive: n % 2 === 0,
        discount: n % 5 === 0 ? 1 : 0,
      })),
      shipping: [{ price: 4.95 }],
    })
    const times = Array.from({ length: RUNS }, () => {
      // Time of the processor: what else runs on the machine does not count.
      const before = process.cpuUsage()
      const built = buildSession({
        cart,
        orderNumber: "ORDER1",
        returnUrls: { success: "", fail: "", back: "", cancel: "" },
        language: "nl",
        settings: { adapter: DEFAULT_ADAPTER, countries: ["NL", "BE", "DE"], limits: {} },
      })
      const body =
        built.ok &&
        JSON.stringify(buildSessionBody(built.session, DEFAULT_ADAPTER, { username: "a", id: "b" }))
      expect(built.ok && fingerprintOf(built.session)).toMatch(/^[0-9a-f]{64}$/)
      expect(body).toContain("orderItems")
      const { user, system } = process.cpuUsage(before)
      return (user + system) / 1000
    })
    const median = times.sort((a, b) => a - b)[RUNS / 2] ?? Infinity
    expect(median).toBeLessThan(MOST)
  })
})
