import { BILLINK_ATTENTION_TEXTS } from "./billink/attention-texts"
import { formatMinor } from "./money"
import type { AttentionInput } from "./tables/attentions"
import type { PaymentIntentRow } from "./tables/payment-intents"

type Text = {
  message: (money: string, detail: Record<string, string>) => string
  whatToDo: string
}

/** Every reason to call a person, in the words that person reads. docs/attention.md is tested against this list. */
export const ATTENTION_TEXTS = {
  account_refused: {
    message: (_money, { problem }) =>
      `WolffPay refuses this shop's API key or account, so nobody can pay and no payment is followed: ${problem}`,
    whatToDo:
      "Check wolffpay.apiKey, and in WolffPay's dashboard whether the account is active. The row is closed by itself once WolffPay answers again.",
  },
  list_unreadable: {
    message: (_money, { list, problem }) =>
      `WolffPay's list of ${list} cannot be read, so what no webhook tells of is found late, or not at all: ${problem}`,
    whatToDo:
      "Show this to WolffPay: an entry of the list, perhaps of another shop on the same account, is not as documented. Webhooks work as before, and open payments are asked for one by one; compare the refunds in WolffPay's dashboard with the orders. The row is closed by itself once the list can be read again.",
  },
  intent_not_found: {
    message: (money) => `WolffPay does not know a payment of ${money} that this shop made.`,
    whatToDo:
      "Check that wolffpay.apiKey belongs to the account this payment was made with. Look the payment up in the dashboard of that account before doing anything else.",
  },
  amount_mismatch: {
    message: (money) =>
      `A payment of this shop should be ${money}, but WolffPay shows another amount or currency. No order was touched.`,
    whatToDo:
      "Compare the payment in WolffPay's dashboard with the order or cart. Refund it there if the customer paid a wrong amount.",
  },
  unknown_status: {
    message: (money, { status }) =>
      `WolffPay shows a payment of ${money} with the status "${status}", which this plugin does not know. It is treated as not yet paid.`,
    whatToDo:
      "Look the payment up in WolffPay's dashboard. Update the plugin if the status is new.",
  },
  intent_mismatch: {
    message: (money) =>
      `WolffPay reported a payment of ${money} for a checkout of this shop that was started with another payment. No order was touched.`,
    whatToDo:
      "Look both payments up in WolffPay's dashboard. Refund the one that has no order, if money was taken.",
  },
  response_mismatch: {
    message: (money) =>
      `WolffPay answered a request for ${money} with another amount or currency. The answer was refused.`,
    whatToDo:
      "Look the payment up in WolffPay's dashboard; it has no order here. Tell WolffPay if this happens again.",
  },
  paid_session_gone: {
    message: (money) =>
      `${money} arrived for a checkout that no longer exists, so there is no order for it.`,
    whatToDo: "Refund it in WolffPay's dashboard, or make the order by hand and keep the money.",
  },
  paid_twice: {
    message: (money) =>
      `${money} was paid a second time: another payment of the same checkout has paid the order already.`,
    whatToDo:
      "Compare the two payments in WolffPay's dashboard and refund the one that does not stand on the order.",
  },
  paid_without_order: {
    message: (money, { problem }) => `${money} is paid, but the order cannot be placed: ${problem}`,
    whatToDo:
      "Mend what stands in the way (stock, shipping, region) and the order is placed by itself within the hour; or refund the payment in WolffPay's dashboard.",
  },
  refunded_by_medusa: {
    message: (money) =>
      `${money} was paid and Medusa refunded it by itself because the order could not be placed.`,
    whatToDo:
      "Tell the customer that the money is on its way back and that the order was not placed.",
  },
  refunded_before_order: {
    message: (money) =>
      `${money} was paid and refunded in full before the order was placed, so no order was placed.`,
    whatToDo: "Nothing, unless the customer still expects the goods.",
  },
  refunded_before_booking: {
    message: (money) =>
      `${money} was paid and refunded in full before it was booked. The order that waited for it stands unpaid.`,
    whatToDo: "Do not ship. Cancel the order, or ask the customer to pay again.",
  },
  total_differs: {
    message: (money) =>
      `The payment of an order is ${money}, but its total is another amount. The cart was probably changed while it was being paid.`,
    whatToDo:
      "Compare the order with the payment. Refund the difference, or ask the customer for it, before you ship.",
  },
  order_interrupted: {
    message: (money, { found }) =>
      `The server stopped while an order paid with ${money} was being placed. Order and payment are complete now. ${found}`,
    whatToDo:
      "Check that the stock is reserved and that the customer got the confirmation; send it again if not. Cancel an order that is named as left over: no money stands on it.",
  },
  paid_after_cancel: {
    message: (money) => `${money} arrived for an order that is cancelled.`,
    whatToDo: "Refund it in WolffPay's dashboard, or reinstate the order.",
  },
  canceled_order_not_refunded: {
    message: (money, { problem }) =>
      `The order is cancelled but its payment of ${money} is not refunded in full: ${problem}`,
    whatToDo: "Refund the rest in WolffPay's dashboard.",
  },
  canceled_order_not_closed: {
    message: (money, { problem }) =>
      `The order is cancelled, and for a quarter of an hour WolffPay could not be asked to give back or cancel its payment of ${money}: ${problem}`,
    whatToDo:
      "Nothing for now: it is tried again by itself, and this row is closed when it worked. If it stays, look the payment up in WolffPay's dashboard and refund or cancel it there.",
  },
  canceled_order_not_voided: {
    message: (money, { problem }) =>
      `The order is cancelled but its open payment of ${money} could not be cancelled: ${problem}`,
    whatToDo: "Cancel the payment in WolffPay's dashboard, or refund it there once it is paid.",
  },
  captured_during_rollback: {
    message: (money) =>
      `${money} is paid or on its way, but placing the order failed half way. It is tried again by itself.`,
    whatToDo: "Check within the hour that the order is there. If not, refund the payment.",
  },
  payment_returned: {
    message: (money, { status }) =>
      `A payment of ${money} that had succeeded no longer counts at WolffPay (now "${status}"): the bank took the money back.`,
    whatToDo: "Do not ship, or ask the customer to pay again. Book the loss on the order by hand.",
  },
  payment_failed_after_order: {
    message: (money) =>
      `The order was placed while its payment of ${money} was on its way, and that payment failed.`,
    whatToDo: "Do not ship. Ask the customer to pay again, or cancel the order.",
  },
  authorization_expiring: {
    message: (money) =>
      `${money} has been authorised for five days and is not captured. It expires after about seven.`,
    whatToDo: "Capture the payment, or cancel the order.",
  },
  authorization_expired: {
    message: (money) => `The authorisation of ${money} ended at WolffPay without being captured.`,
    whatToDo:
      "Nothing can be captured any more. Ask the customer to pay again before you ship, or cancel the order.",
  },
  refund_failed: {
    message: (money, { status }) =>
      `A refund of ${money} is booked in Medusa, but WolffPay shows it as "${status}": the customer did not get the money.`,
    whatToDo:
      "Refund the customer in another way (for example by bank transfer), or try again in WolffPay's dashboard.",
  },
  refund_not_made: {
    message: (money) =>
      `Medusa showed a refund of ${money} that WolffPay never made: no money was moved. It is taken out of Medusa's books.`,
    whatToDo:
      "Refund it again if the customer should have this money and did not get it in another way.",
  },
  refund_unknown_status: {
    message: (money, { status }) =>
      `WolffPay shows a refund of ${money} with the status "${status}", which this plugin does not know.`,
    whatToDo: "Look the refund up in WolffPay's dashboard.",
  },
  refund_not_booked: {
    message: (money, { problem }) =>
      `A refund of ${money} exists at WolffPay but could not be booked in Medusa: ${problem}`,
    whatToDo:
      "Book it on the order by hand. Do not refund again: the customer already gets this money.",
  },
  refund_line_missing: {
    message: (money, { problem }) =>
      `A refund of ${money} is made and booked on the payment, but the order's own account cannot show it yet: ${problem}`,
    whatToDo:
      "Confirm or cancel what is open on the order (an edit, a return, a claim or an exchange): the rest is booked by itself within minutes. Do not refund again.",
  },
  sale_not_captured: {
    message: (money, { problem }) =>
      `A sale at the counter over ${money} has its order, but the money could not be taken: ${problem}`,
    whatToDo:
      "Look the payment up in WolffPay's dashboard. If it ended there, ask the customer to pay again or cancel the order; otherwise it is tried again by itself.",
  },
  sale_not_handed_over: {
    message: (money, { problem }) =>
      `A sale at the counter over ${money} is paid, but Medusa could not book the goods as handed over: ${problem}`,
    whatToDo:
      "Mend what the message names, then fulfil the order and mark it as delivered in the admin. The customer has the goods; take no money again.",
  },
  sale_order_unpaid: {
    message: (money) =>
      `An order of ${money} was made by hand from the draft of a sale at the counter, and that sale was not paid.`,
    whatToDo:
      "Cancel the order, or have the customer pay it. The row is closed by itself once one of the two is done.",
  },
  event_not_processed: {
    message: (money, { problem }) => `A webhook about ${money} could not be processed: ${problem}`,
    whatToDo:
      "Compare the payment in WolffPay's dashboard with the order. See the server's log for the cause.",
  },
  ...BILLINK_ATTENTION_TEXTS,
} as const satisfies Record<string, Text>

export type AttentionReason = keyof typeof ATTENTION_TEXTS

/** The attention row for a reason and an intent; `subject` is the intent unless something narrower is given. */
export function attentionOf(
  reason: AttentionReason,
  intent: Pick<
    PaymentIntentRow,
    "id" | "intent_id" | "session_id" | "cart_id" | "amount" | "currency"
  >,
  detail: Record<string, string> = {}
): AttentionInput {
  const text: Text = ATTENTION_TEXTS[reason]
  return {
    reason,
    subject: intent.intent_id ?? intent.id,
    message: text.message(formatMinor(intent.amount, intent.currency), detail),
    what_to_do: text.whatToDo,
    intent_id: intent.intent_id,
    payment_session_id: intent.session_id,
    cart_id: intent.cart_id,
    currency: intent.currency,
    amount_wolffpay: intent.amount,
    amount_medusa: intent.amount,
  }
}
