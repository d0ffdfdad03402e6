import fc from "fast-check"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { SaleView } from "../../../src/api/admin/wolffpay/terminal/views"
import { Counter } from "../../support/counter"
import { inboxIsDone, pluginOf } from "../../support/paid-order"
import type { ShopSuite } from "../../support/runner"

/** More by hand: COUNTER_HISTORIES_ON_MEDUSA=400. */
const HISTORIES = Number(process.env.COUNTER_HISTORIES_ON_MEDUSA ?? 40)
const ENDED = ["handed_over", "canceled"]
const TERMINAL = "/api/v1/payments/terminal"

type Death = { at: number; isAfter: boolean }
const PLAIN = [
  "decline",
  "walk_away",
  "retry",
  "cancel",
  "click",
  "second_till",
  "time_out",
  /** Webhooks: never, later than everything else, twice, and before the answer of what they tell of. */
  "lose",
  "late",
  "twice",
  "early",
  "cut",
] as const
type Deed = { kind: "tap" | (typeof PLAIN)[number] } | ({ kind: "die" } & Death)

const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.constant<Deed>({ kind: "tap" }),
  fc.constantFrom(...PLAIN).map((kind): Deed => ({ kind })),
  fc.record({ kind: fc.constant("die" as const), at: fc.nat({ max: 3 }), isAfter: fc.boolean() })
)

/** The process that works on the sale hangs for ever at one of its next words about it, before or after it is written. */
function die({ sales }: ReturnType<typeof pluginOf>, { at, isAfter }: Death) {
  const change = sales.change.bind(sales)
  let words = 0
  return jest.spyOn(sales, "change").mockImplementation(async (...args) => {
    words += 1
    if (words === at + 1) {
      await (isAfter ? change(...args) : undefined)
      return new Promise(() => undefined)
    }
    return change(...args)
  })
}

async function act(
  suite: ShopSuite,
  counter: Counter,
  sale: SaleView,
  one: Deed,
  click: Record<string, unknown>
) {
  const { control } = suite.sandbox
  switch (one.kind) {
    case "tap":
    case "decline":
      await control.presentCard(counter.terminalId, one.kind).catch(() => undefined)
      break
    case "walk_away":
      await control.presentCard(counter.terminalId, "cancel").catch(() => undefined)
      break
    case "second_till":
      await otherTill(counter, sale)
      break
    case "time_out":
      await timeOut(counter, sale)
      break
    case "retry":
    case "cancel":
      await counter.act(sale, one.kind)
      break
    case "click":
      expect((await counter.charge(click)).data.sale.id).toBe(sale.id)
      break
    case "lose":
      await control.addFaults({ kind: "lose", times: 1 })
      break
    case "late":
      await control.addFaults({ kind: "delay", ms: 1_500, times: 1 })
      break
    case "twice":
      await control.addFaults({ kind: "duplicate", count: 2, times: 1 })
      break
    case "early":
      await control.addFaults({ kind: "slow", ms: 700, path: TERMINAL, times: 1 })
      break
    case "cut":
      await control.addFaults({ kind: "drop_after", path: TERMINAL, times: 1 })
      break
    case "die":
      die(pluginOf(suite), one)
  }
}

/** Another till wants the same reader: it is told who has it, or has it until its clerk changes their mind. */
async function otherTill(counter: Counter, sale: SaleView) {
  // Its server is another one than the one that is to die.
  jest.restoreAllMocks()
  const { status, data } = await counter.charge()
  if (status === 201) {
    await counter.act(data.sale, "cancel")
    await counter.endLease(data.sale)
    await counter.until(data.sale, "canceled")
    await counter.cleaned(data.sale)
  } else {
    expect([status, data.code, data.details.sale_id]).toEqual([409, "reader_busy", sale.id])
  }
}

/** The two minutes of the card are over while nobody is at the sale. */
async function timeOut(counter: Counter, sale: SaleView) {
  if ((await counter.read(sale)).state === "sent_to_reader") {
    // Whoever takes it up may be the one that is to die.
    const patience = new Promise((resolve) => setTimeout(resolve, 2_000))
    await Promise.race([counter.timeOut(sale), patience])
  }
}

/** Everything works again, whoever died is replaced, and nobody comes to the reader any more. */
async function comeToRest(suite: ShopSuite, counter: Counter, sale: SaleView) {
  jest.restoreAllMocks()
  await suite.sandbox.control.clearFaults()
  const engine = suite.container.resolve(Modules.WORKFLOW_ENGINE)
  for (let round = 0; round < 20; round += 1) {
    const { state } = await counter.read(sale)
    if (ENDED.includes(state)) {
      break
    }
    await counter.endLease(sale)
    await (["authorized", "ordered", "captured"].includes(state)
      ? engine.run("wolffpay-run-terminal-sale", { input: { id: sale.id } })
      : counter.act(sale, "cancel"))
  }
  await counter.endLease(sale)
  await engine.run("wolffpay-run-terminal-sale", { input: { id: sale.id } })
  await inboxIsDone(suite)
}

/** Minor units: taken at WolffPay, captured in Medusa, and what its orders cost. */
async function books(suite: ShopSuite) {
  const cents = (amounts: unknown[]) =>
    amounts.reduce<number>((sum, amount) => sum + Math.round(Number(amount) * 100), 0)
  const captures = await suite.container.resolve(Modules.PAYMENT).listCaptures({})
  const { data: orders } = await suite.container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "total", "is_draft_order", "canceled_at"],
  })
  return {
    charged: suite.sandbox.control.state().ledger.reduce((sum, { charged }) => sum + charged, 0),
    captured: cents(captures.map(({ amount }) => amount)),
    ordered: cents(orders.filter((one) => !one.is_draft_order).map(({ total }) => total)),
    drafts: orders.filter((one) => one.is_draft_order).length,
  }
}

export function historiesOfACounter(suite: ShopSuite) {
  it(
    `charges what is captured, and captures what is ordered, in each of ${HISTORIES} (R10, R23, contract 4.2)`,
    async () => {
      const counter = await Counter.open(suite, { stock: 1_000 })
      let clicks = 0
      let sold = 0
      await fc.assert(
        fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 4 }), async (deeds) => {
          clicks += 1
          const click = { request_id: `history-${clicks}` }
          const sale = await counter.begin(click)
          await counter.untilAsked()
          for (const one of deeds) {
            await act(suite, counter, sale, one, click)
          }
          await comeToRest(suite, counter, sale)
          const { state } = await counter.read(sale)
          sold += state === "handed_over" ? 2_000 : 0
          expect({ state: ENDED.includes(state), ...(await books(suite)) }).toEqual({
            state: true,
            charged: sold,
            captured: sold,
            ordered: sold,
            drafts: 0,
          })
        }),
        { numRuns: HISTORIES, endOnFailure: true }
      )
      expect(sold).toBeGreaterThan(HISTORIES * 200)
    },
    HISTORIES * 6_000
  )
}
