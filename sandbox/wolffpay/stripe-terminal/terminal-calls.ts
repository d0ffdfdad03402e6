import type { Context } from "../core/context"
import type { JsonObject } from "../../shared/core/json"
import { Refusal } from "../../shared/core/refusal"
import { failureError } from "../stripe-js/failures"
import { intentView } from "../stripe-js/intent-view"
import { bySecret, text, unexpectedState } from "../stripe-js/stripe-calls"
import { invalidRequest, StripeRefusal } from "../stripe-js/stripe-error"
import type { NoCard } from "../terminal/collect-card"
import { chargeCard, collectCard } from "../terminal/collect-card"
import type { Reader } from "../terminal/reader"
import { isOpen } from "../payments/payment-machine"
import { readerView } from "./reader-view"
import type { TerminalSession } from "./terminal-desk"

/**
 * What Stripe's Terminal SDK asks Stripe and its reader, as far as a sale needs it. The connection token is the permission
 * (W19), and the client secret for the payment. Throws a StripeRefusal.
 */
export async function runTerminalCall(
  ctx: Context,
  name: string,
  body: JsonObject,
  origin: string
): Promise<JsonObject> {
  const { terminals } = ctx
  if (name === "activate") return { session: terminals.activate(text(body, "token")).id }
  const session = terminals.session(text(body, "session"))
  switch (name) {
    case "discover":
      return discover(ctx, session, text(body, "location"))
    case "connect":
      return connect(ctx, session, text(body, "readerId"), body["failIfInUse"] === true)
    case "disconnect":
      return disconnect(ctx, session)
    case "status":
      return { connected: connectedReader(ctx, session) !== undefined }
    case "cancel":
      ctx.readers.present(requireReader(ctx, session).id, "cancel")
      return {}
    case "collect":
      return collect(ctx, session, text(body, "clientSecret"), origin)
    case "process":
      return process(ctx, session, text(body, "clientSecret"), origin)
    default:
      throw new StripeRefusal(404, {
        type: "invalid_request_error",
        message: `The stand-in for Stripe Terminal does not know the call ${name}.`,
      })
  }
}

function discover(ctx: Context, session: TerminalSession, location: string): JsonObject {
  const readers = ctx.state.readers.filter(
    (reader) => mayUse(session, reader) && (location === "" || reader.locationId === location)
  )
  return { readers: readers.map((reader) => readerView(reader, session.account)) }
}

/** A token for one location reaches the readers of that location only. */
function mayUse({ locationId }: TerminalSession, reader: Reader): boolean {
  return !reader.disabled && (locationId === null || reader.locationId === locationId)
}

function connect(
  ctx: Context,
  session: TerminalSession,
  readerId: string,
  failIfInUse: boolean
): JsonObject {
  const reader = ctx.state.readers.find((one) => one.id === readerId && mayUse(session, one))
  if (!reader) {
    throw new StripeRefusal(404, {
      type: "invalid_request_error",
      code: "resource_missing",
      message: `No such terminal.reader: '${readerId}'`,
    })
  }
  if (!reader.plugged) throw unreachable()
  const holder = ctx.terminals.holderOf(reader.id)
  if (failIfInUse && holder !== undefined && holder !== session.id) {
    throw readerError("reader_busy", "The reader is connected to another point of sale.")
  }
  if (holder !== session.id) ctx.readers.letGo(reader.id)
  ctx.terminals.connect(reader.id, session)
  return { reader: readerView(reader, session.account) }
}

function disconnect(ctx: Context, session: TerminalSession): JsonObject {
  const readerId = ctx.terminals.readerOf(session)
  if (readerId !== undefined) ctx.readers.letGo(readerId)
  ctx.terminals.disconnect(session)
  return {}
}

async function collect(
  ctx: Context,
  session: TerminalSession,
  clientSecret: string,
  origin: string
): Promise<JsonObject> {
  const reader = requireReader(ctx, session)
  const payment = bySecret(ctx, clientSecret, session.account)
  const view = () => intentView(payment, origin, "en")
  if (!isOpen(payment.status)) throw unexpectedState(payment, view())
  const moment = await collectCard(ctx, reader, payment, "sdk").catch((error: unknown) => {
    throw error instanceof Refusal ? invalidRequest(error.message) : error
  })
  await ctx.readers.hold(moment.answerAfterMs)
  const { answer } = moment
  if (answer !== "tap" && answer !== "decline") throw notCollected(answer)
  return { paymentIntent: { ...view(), sdk_payment_details: { type: "card_present" } } }
}

function process(
  ctx: Context,
  session: TerminalSession,
  clientSecret: string,
  origin: string
): JsonObject {
  const reader = requireReader(ctx, session)
  const payment = bySecret(ctx, clientSecret, session.account)
  const view = () => intentView(payment, origin, "en")
  if (!isOpen(payment.status)) throw unexpectedState(payment, view())
  if (reader.collected?.paymentIntentId !== payment.id) {
    throw invalidRequest("Collect a payment method for this PaymentIntent on this reader first.")
  }
  if (chargeCard(ctx, reader, payment)) return { paymentIntent: view() }
  throw new StripeRefusal(402, {
    ...failureError("generic_decline", "en"),
    payment_intent: view(),
  })
}

function connectedReader(ctx: Context, session: TerminalSession): Reader | undefined {
  const id = ctx.terminals.readerOf(session)
  return ctx.state.readers.find((one) => one.id === id && one.plugged && !one.disabled)
}

function requireReader(ctx: Context, session: TerminalSession): Reader {
  const reader = connectedReader(ctx, session)
  if (!reader) {
    throw readerError(
      "no_established_connection",
      "No connection to a reader. Use connectReader to connect to one."
    )
  }
  return reader
}

function notCollected(answer: NoCard): StripeRefusal {
  switch (answer) {
    case "cancel":
      return readerError("canceled", "The payment collection was canceled.")
    case "timeout":
      return readerError("timed_out", "Nobody presented a card in time.")
    case "released":
      return readerError("canceled", "The PaymentIntent was canceled.")
    case "unplugged":
    case "closed":
      return unreachable()
  }
}

function unreachable(): StripeRefusal {
  return readerError("network_error", "Could not communicate with the reader.")
}

function readerError(code: string, message: string): StripeRefusal {
  return new StripeRefusal(400, { type: "reader_error", code, message })
}
