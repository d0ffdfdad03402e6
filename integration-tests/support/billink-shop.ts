import { Modules } from "@medusajs/framework/utils"
import { updateRegionsWorkflow } from "@medusajs/medusa/core-flows"
import type { BillinkSandbox } from "../../sandbox/billink"
import {
  BILLINK_TOKEN,
  billinkEnvironment,
  sendBillinkWebhooks,
  startBillink,
} from "./billink-sandbox"
import { PluginBooks } from "./plugin-books"
import { describeShop, type ShopSuite } from "./runner"
import { waitUntil } from "./wait"

export const BILLINK = "pp_billink_billink"
export const TOKEN = BILLINK_TOKEN
export const STOREFRONT = "http://localhost:8000/afrekenen/terug"

const SLOW_MACHINE_MS = 30_000

export interface BillinkSuite extends ShopSuite {
  readonly billink: BillinkSandbox
}

/** As `describeShop`, with a Billink sandbox whose webhooks reach this Medusa. */
export function describeBillinkShop(
  name: string,
  body: (suite: BillinkSuite) => void,
  {
    env = {},
    pluginOptions = {},
    allowViolations = false,
    paths = {},
  }: {
    env?: Record<string, string>
    pluginOptions?: Record<string, unknown>
    allowViolations?: boolean
    /** v2 paths that Billink has told this shop, for the sandbox and for the plugin's adapter. */
    paths?: { orderInfo?: string; startWorkflow?: string }
  } = {}
) {
  let sandbox: BillinkSandbox | undefined
  const { orderInfo: orderStatus, startWorkflow } = paths
  // All shoppers of the tests are one address.
  const billink = {
    sessionsPerAddressPerMinute: 0,
    adapter: { paths: { orderStatus, startWorkflow } },
  }
  const running = () => {
    if (!sandbox) {
      throw new Error("The Billink sandbox is ready only inside hooks and tests")
    }
    return sandbox
  }
  const prepare = async () => {
    const started = await startBillink({ paths })
    sandbox = started
    return {
      env: billinkEnvironment(started, {
        storefrontUrl: STOREFRONT,
        // Only its path is used: this Medusa's port is not known before it boots.
        publicUrl: "http://127.0.0.1:9",
      }),
      close: () => started.close(),
    }
  }
  describeShop(
    name,
    (shop) => {
      const suite = new Proxy(shop, {
        get: (target, key) => (key === "billink" ? running() : Reflect.get(target, key, target)),
      }) as BillinkSuite
      beforeEach(async () => {
        await offerBillink(suite)
        await suite.billink.control.reset()
        await sendWebhooks(suite)
      })
      afterEach(() => {
        if (!allowViolations) {
          expect(suite.billink.control.state().violations).toEqual([])
        }
      })
      body(suite)
    },
    { env, pluginOptions: { ...pluginOptions, billink }, allowViolations, prepare }
  )
}

/** A shop that was seeded without Billink gets it as its merchant would: in the region's list of ways to pay. */
async function offerBillink({ container, shop }: BillinkSuite) {
  const { id } = shop.seeded.region
  const providers = await container.resolve(Modules.PAYMENT).listPaymentProviders({})
  await updateRegionsWorkflow(container).run({
    input: {
      selector: { id },
      update: { payment_providers: providers.map((provider) => provider.id) },
    },
  })
}

/** Billink sends its classic webhooks to this Medusa from now on. */
export async function sendWebhooks({ billink, baseUrl }: BillinkSuite) {
  await sendBillinkWebhooks(billink, baseUrl)
}

/** The steps of a purchase with Billink that most tests share, and what the plugin wrote down about it. */
export function billinkPurchasesOf(suite: BillinkSuite) {
  const books = new PluginBooks(() => suite.container)

  /** A cart of EUR 15.00 with a Billink session. */
  const checkout = async (cart?: string) => {
    const cartId = cart ?? (await suite.shop.readyCart()).id
    const session = await suite.shop.startPaymentSession(cartId, BILLINK)
    return { cartId, session, number: String(session.data.invoiceNumber) }
  }

  const orderOf = (cartId: string) =>
    waitUntil(
      `the order of ${cartId} is there`,
      () => suite.shop.readOrder(cartId),
      SLOW_MACHINE_MS
    )

  /** The shopper accepts, and the order is there, settled. */
  const accepted = async (cart?: string) => {
    const made = await checkout(cart)
    await suite.billink.control.open(made.number)
    await suite.billink.control.accept(made.number)
    await settled(made.number)
    const order = await orderOf(made.cartId)
    return { ...made, order, paymentId: String(order.payments[0]?.id) }
  }

  /** What Billink decided stands in Medusa's books, or with a person. */
  const settled = async (number: string) => {
    await waitUntil(
      `${number} is settled`,
      async () => (await row(number)).settled_at,
      SLOW_MACHINE_MS
    )
    await inboxClosed()
  }

  const row = async (number: string) => {
    const [found] = await books.sql<Record<string, unknown> & { id: string }>(
      "SELECT * FROM wolffpay_billink_invoice WHERE order_number = ?",
      [number]
    )
    if (!found) {
      throw new Error(`No invoice ${number}`)
    }
    return found
  }

  /** Until the job's next look; less than nothing when it is due. */
  const secondsToNextLook = async (number: string) => {
    const [found] = await books.sql<{ seconds: string }>(
      `SELECT extract(epoch FROM next_check_at - now()) AS seconds FROM wolffpay_billink_invoice WHERE order_number = ?`,
      [number]
    )
    return Number(found?.seconds)
  }

  /** A start of the workflow that Billink did not answer is written down: it is to be made again within a minute. */
  const startFailed = (number: string) =>
    waitUntil(
      `the start of ${number} is to be tried again`,
      async () =>
        (await row(number)).workflow_attempted_at !== null &&
        (await secondsToNextLook(number)) < 60,
      SLOW_MACHINE_MS
    )

  const credits = (number: string) =>
    books.sql<{
      id: string
      amount: number
      state: string
      origin: string
      booked_at: Date | null
    }>(
      `SELECT credit.* FROM wolffpay_billink_credit AS credit
       JOIN wolffpay_billink_invoice AS invoice ON invoice.id = credit.invoice_id
       WHERE invoice.order_number = ? ORDER BY credit.created_at`,
      [number]
    )

  /** Every webhook that came in is worked through; what is to be tried again is tried now. */
  const inboxClosed = async () => {
    await suite.billink.control.webhooksIdle()
    return waitUntil(
      "the inbox is worked through",
      async () => {
        const rows = await books.inbox()
        const waiting = rows.filter(({ state }) => state === "received")
        for (const { id } of waiting.filter(({ last_error }) => last_error !== null)) {
          await books.tryEventNow(id)
        }
        return waiting.length === 0 && rows
      },
      SLOW_MACHINE_MS
    )
  }

  /** Everything about invoices happened this much earlier and is due; then the job comes by. */
  const jobAfter = async (minutes: number) => {
    const earlier = (column: string) => `${column} = ${column} - make_interval(mins => ${minutes})`
    await books.sql(
      `UPDATE wolffpay_billink_invoice SET ${["created_at", "accepted_at", "cancel_requested_at", "workflow_attempted_at", "updated_at", "next_check_at"].map(earlier).join(", ")}`
    )
    await books.sql(
      `UPDATE wolffpay_billink_credit SET ${["created_at", "updated_at", "next_check_at"].map(earlier).join(", ")}`
    )
    // Or what Billink told would have come long after what it is about.
    await books.sql(`UPDATE wolffpay_webhook_event SET ${earlier("created_at")}`)
    await books.reconcile()
  }

  /** The plugin's calls to Billink since the reset, by their path. */
  const calls = () =>
    suite.billink.control
      .state()
      .requests.filter(({ path }) => /^\/v\d\//.test(path))
      .map(({ path }) => path)

  const ledger = (number: string) => {
    const line = suite.billink.control
      .state()
      .ledger.find(({ invoiceNumber }) => invoiceNumber === number)
    if (!line) {
      throw new Error(`Billink knows no ${number}`)
    }
    return line
  }

  /** Where Billink sends this shopper's browser back to, asked for as the browser does. */
  const comeBack = async (number: string) => {
    const { returnUrls } = suite.billink.control.session(number)
    const { pathname, search } = new URL(Object.values(returnUrls)[0] ?? "")
    return suite.api.get(pathname + search, { maxRedirects: 0, validateStatus: () => true })
  }

  const ship = async (orderId: string, items: { id: string; quantity: number }[]) => {
    const order = `/admin/orders/${orderId}`
    await suite.shop.tryAdminPost(`${order}/fulfillments`, { items })
    const { data } = await suite.shop.tryAdminGet(`${order}?fields=id,*fulfillments`)
    const fulfillments = data.order.fulfillments as { id: string; shipped_at: string | null }[]
    const packed = fulfillments.find(({ shipped_at }) => shipped_at === null)
    const shipment = `${order}/fulfillments/${packed?.id}/shipments`
    const { status } = await suite.shop.tryAdminPost(shipment, { items })
    expect(status).toBe(200)
  }

  const refund = (paymentId: string, amount: number) =>
    suite.shop.tryAdminPost(`/admin/payments/${paymentId}/refund`, { amount })

  const attentions = () => books.openReasons()

  return {
    books,
    checkout,
    accepted,
    orderOf,
    settled,
    row,
    secondsToNextLook,
    startFailed,
    credits,
    inboxClosed,
    jobAfter,
    calls,
    ledger,
    comeBack,
    ship,
    refund,
    attentions,
  }
}
