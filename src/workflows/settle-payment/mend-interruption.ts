import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules, OrderWorkflowEvents } from "@medusajs/framework/utils"
import type { AttentionInput } from "../../modules/wolffpay/tables/attentions"
import type { UnfinishedCompletion } from "../../modules/wolffpay/tables/cart-completions"
import { pluginService } from "../plugin-service"
import { findLeftOvers, type LeftOver } from "./left-over-orders"
import { type BookedOrder, type Books, loadBooks } from "./load-books"
import { type Reservation, reserveMissingStock } from "./reserve-stock"

const LOOKS = 15
const PAUSE_MS = 200
/** Core forgets after three days which completions ended well; an order this old is not announced again on a guess (R23). */
const KNOWN_MS = 2 * 24 * 60 * 60 * 1000
/** Seconds. */
const CART_LOCK_WAIT = 10

const STILL_PLACING = "the order is still being placed"

/**
 * A process that died while it completed this cart may have left an order that is linked to the payment and not to the
 * cart. Completing the cart again would make a second order, so the link is written first; another completion cannot come in
 * between, it needs the cart's lock too. Gives what stands in the way, or the books as they are now.
 */
export async function finishPlacing(
  container: MedusaContainer,
  books: Books
): Promise<{ problem: string } | { books: Books }> {
  const { cart_id, order } = books
  if (!cart_id || !order || books.is_linked || order.status === "canceled") {
    return { books }
  }
  const unfinished = await unfinishedCompletions(container, cart_id)
  if (unfinished.length === 0) {
    return { books }
  }
  if (!unfinished.every((completion) => completion.is_cut_off)) {
    return { problem: STILL_PLACING }
  }
  await container.resolve(Modules.LOCKING).execute(
    cart_id,
    async () => {
      const now = await loadBooks(container, books.session.id)
      if (now?.order?.id === order.id && !now.is_linked) {
        await container.resolve(ContainerRegistrationKeys.LINK).create({
          [Modules.ORDER]: { order_id: order.id },
          [Modules.CART]: { cart_id },
        })
      }
    },
    { timeout: CART_LOCK_WAIT }
  )
  return { books: (await loadBooks(container, books.session.id)) ?? books }
}

/** What paid for the order, whoever the payment is with. */
export type Placement = {
  placement_checked_at: Date | null
  /** Only one caller gets it. */
  claim: () => Promise<boolean>
  attention: (found: string) => AttentionInput
}

/**
 * Makes up for what core does around an order, when the process died before it was all done: the stock is reserved, the
 * order is announced, and a person is told what was missing. Gives what stands in the way for now.
 */
export async function mendInterruption(
  container: MedusaContainer,
  placement: Placement,
  books: Books
): Promise<string | undefined> {
  const { order, cart_id } = books
  if (!order || !cart_id || !books.is_linked || order.status === "canceled") {
    return undefined
  }
  if (placement.placement_checked_at !== null) {
    return undefined
  }
  const unfinished = await unfinishedCompletions(container, cart_id)
  if (unfinished.length === 0) {
    return undefined
  }
  if (!unfinished.every((completion) => completion.is_cut_off)) {
    return STILL_PLACING
  }
  const cutOff = { cart_id, order, payment: books.payment, unfinished }
  // Whoever completes the cart after all holds its lock: nothing is reserved or announced beside that.
  await container
    .resolve(Modules.LOCKING)
    .execute(cart_id, () => makeUpFor(container, placement, cutOff), { timeout: CART_LOCK_WAIT })
  return undefined
}

type CutOff = Pick<Books, "payment"> & {
  cart_id: string
  order: BookedOrder
  unfinished: readonly UnfinishedCompletion[]
}

async function makeUpFor(
  container: MedusaContainer,
  placement: Placement,
  { cart_id, order, payment, unfinished }: CutOff
): Promise<void> {
  const service = pluginService(container)
  const isWhole = await service.completions.hasEndedWell(cart_id, order)
  const isKnown = Date.now() - order.created_at.getTime() < KNOWN_MS
  const mends = !isWhole && isKnown
  const reservation = mends ? await reserveMissingStock(container, order.id) : undefined
  const leftOvers = await findLeftOvers(container, order, unfinished)
  const found = describe({
    reservation,
    isAnnounced: mends,
    isUnknown: !isWhole && !isKnown,
    leftOvers,
  })
  if (found.length > 0) {
    await service.flagAttention({
      ...placement.attention(found.join(" ")),
      order_id: order.id,
      payment_id: payment?.id ?? null,
    })
  }
  // Claimed first: the customer may miss the confirmation, which a person now looks after, but never gets it twice.
  if ((await placement.claim()) && mends) {
    await announce(container, order)
  }
}

/** A completion that is at work right now ends within moments; only one that does not is worth coming back for. */
async function unfinishedCompletions(
  container: MedusaContainer,
  cartId: string
): Promise<UnfinishedCompletion[]> {
  const { completions } = pluginService(container)
  for (let look = 1; ; look += 1) {
    const unfinished = await completions.unfinished(cartId)
    if (look === LOOKS || unfinished.every((completion) => completion.is_cut_off)) {
      return unfinished
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
}

async function announce(container: MedusaContainer, order: BookedOrder): Promise<void> {
  await container
    .resolve(Modules.EVENT_BUS)
    .emit({ name: OrderWorkflowEvents.PLACED, data: { id: order.id } })
}

/** What was missing, a sentence each; none when an earlier completion broke off and left nothing to be made up for. */
function describe({
  reservation,
  isAnnounced,
  isUnknown,
  leftOvers,
}: {
  reservation: Reservation | undefined
  isAnnounced: boolean
  isUnknown: boolean
  leftOvers: readonly LeftOver[]
}): string[] {
  const sentences: string[] = []
  if (reservation?.kind === "made") {
    sentences.push("Its stock was not reserved; it is now.")
  }
  if (reservation?.kind === "failed") {
    sentences.push(`Its stock could not be reserved: ${reservation.problem}`)
  }
  if (isAnnounced) {
    sentences.push("The event order.placed was missing and is sent now.")
  }
  if (isUnknown) {
    sentences.push(
      "That is too long ago to tell whether its stock is reserved and the order announced."
    )
  }
  if (leftOvers.length > 0) {
    const names = leftOvers.map(({ id, display_id }) => `#${display_id} (${id})`).join(", ")
    sentences.push(`Left over beside it, without a payment: ${names}. Cancel it.`)
  }
  return sentences
}
