import { Modules } from "@medusajs/framework/utils"
import type WolffPayModuleService from "../../src/modules/wolffpay/service"
import type { ShopSuite } from "./runner"
import { one } from "./one"
import { waitUntil } from "./wait"

type Session = Awaited<ReturnType<ShopSuite["shop"]["startPaymentSession"]>>
type Order = NonNullable<Awaited<ReturnType<ShopSuite["shop"]["readOrder"]>>>

export interface PaidOrder {
  cartId: string
  session: Session
  intentId: string
  order: Order
  paymentId: string
}

/** The plugin's own module inside this Medusa. */
export function pluginOf({ container }: ShopSuite) {
  return container.resolve<WolffPayModuleService>("wolffpay")
}

/** EUR 15.00, paid by card and booked by its webhook. */
export async function paidOrder(suite: ShopSuite): Promise<PaidOrder> {
  const { shop, sandbox } = suite
  const cart = await shop.readyCart()
  const session = await shop.startPaymentSession(cart.id)
  await sandbox.pay(session)
  const intentId = String(session.data.id)
  await waitUntil("the payment is settled", async () => {
    const intent = await pluginOf(suite).intents.ofIntent(intentId)
    return intent?.settled_at
  })
  return readPaid(suite, cart.id, session)
}

export async function readPaid(
  { shop }: ShopSuite,
  cartId: string,
  session: Session
): Promise<PaidOrder> {
  const order = await waitUntil("the order is paid", async () => {
    const found = await shop.readOrder(cartId)
    return found && found.payments.length > 0 ? found : undefined
  })
  const intentId = String(session.data.id)
  return { cartId, session, intentId, order, paymentId: one(order.payments).id }
}

/** POST /admin/payments/:id/refund; amount in major units, all when absent. */
export function refundInAdmin({ shop }: ShopSuite, paid: PaidOrder, amount?: number) {
  return shop.tryAdminPost(`/admin/payments/${paid.paymentId}/refund`, { amount })
}

/** The amounts that Medusa's admin shows as refunded, in the order of their making. */
export async function bookedRefunds({ shop }: ShopSuite, { order }: Pick<PaidOrder, "order">) {
  const { refunds } = await shop.readOrderById(order.id)
  return [...refunds]
    .sort((a, b) => String(a.created_at).localeCompare(String(b.created_at)))
    .map((refund) => Number(refund.amount))
}

/** Waits until Medusa's admin shows these refunds, then a little longer: a second booking would come right after. */
export async function expectBooked(
  suite: ShopSuite,
  paid: PaidOrder,
  amounts: number[],
  lines = amounts
) {
  const wanted = [...amounts].sort().join()
  await inboxIsDone(suite)
  await waitUntil(`${wanted} is booked as refunded`, async () => {
    return [...(await bookedRefunds(suite, paid))].sort().join() === wanted
  })
  await inboxIsDone(suite)
  expect((await bookedRefunds(suite, paid)).sort()).toEqual([...amounts].sort())
  expect((await refundLines(suite, paid)).sort()).toEqual([...lines].sort())
}

/** The refunds on the order's own account, which core writes beside the payment's: one line for each refund. */
async function refundLines({ container }: ShopSuite, { order }: Pick<PaidOrder, "order">) {
  const lines = await container
    .resolve(Modules.ORDER)
    .listOrderTransactions({ order_id: order.id, reference: "refund" }, { select: ["amount"] })
  return lines.map((line) => -Number(line.amount))
}

/** Every webhook that came in is worked through: nothing is left to do, and what is to be tried again is tried now. */
export async function inboxIsDone(suite: ShopSuite) {
  const { container, sandbox } = suite
  await sandbox.control.webhooksIdle()
  await waitUntil("the inbox is worked through", async () => {
    const waiting = await pluginOf(suite).listWebhookEvents({ state: "received" })
    for (const { id, last_error, due_at } of waiting) {
      const isHeld = Number(due_at) - Date.now() > 60_000
      if (last_error && !isHeld) {
        await pluginOf(suite).updateWebhookEvents({ id, due_at: new Date(0) })
        await container
          .resolve(Modules.WORKFLOW_ENGINE)
          .run("wolffpay-receive-webhook-event", { input: { id } })
      }
    }
    return waiting.length === 0
  })
}

const JOB_LOCK = "wolffpay:reconcile"
const TEST_OWNER = { ownerId: "test" }

/** One run of the reconciliation job, with everything that waits being due; its own tick has to wait meanwhile. */
export async function runJob(suite: ShopSuite, ...intentIds: string[]) {
  const locking = suite.container.resolve(Modules.LOCKING)
  await waitUntil("the job's own tick is over", () =>
    locking.acquire(JOB_LOCK, { ...TEST_OWNER, expire: 60 }).then(() => true)
  )
  try {
    await makeDue(suite, intentIds)
    await suite.container.resolve(Modules.WORKFLOW_ENGINE).run("wolffpay-reconcile", { input: {} })
  } finally {
    await locking.release(JOB_LOCK, TEST_OWNER)
  }
}

async function makeDue(suite: ShopSuite, intentIds: readonly string[]) {
  const plugin = pluginOf(suite)
  for (const intentId of intentIds) {
    await plugin.refunds.checkSoon(intentId)
    const intent = await plugin.intents.ofIntent(intentId)
    if (intent) {
      await plugin.intents.checkSoon(intent.id)
    }
  }
  for (const event of await plugin.listWebhookEvents({ state: "received" })) {
    await plugin.updateWebhookEvents({ id: event.id, due_at: new Date(0) })
  }
}

/** Open rows of what a person has to settle. */
export function openAttention(suite: ShopSuite) {
  return pluginOf(suite).listAttentions({ resolved_at: null })
}

let recorders = 0

/** Data of every such event from now on. */
export function recordEvents({ container }: ShopSuite, name: string) {
  const seen: Record<string, unknown>[] = []
  const record = async ({ data }: { data: unknown }) => {
    seen.push(data as Record<string, unknown>)
  }
  recorders += 1
  container
    .resolve(Modules.EVENT_BUS)
    .subscribe(name, record, { subscriberId: `test-${name}-${recorders}` })
  return seen
}
