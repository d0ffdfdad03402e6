type Text = {
  message: (money: string, detail: Record<string, string>) => string
  whatToDo: string
}

/** Reasons to call a person about an invoice of Billink's. */
export const BILLINK_ATTENTION_TEXTS = {
  billink_session_gone: {
    message: (money) =>
      `Billink accepted ${money} for a checkout that no longer exists, so there is no order for it.`,
    whatToDo:
      "Credit it (POST /admin/wolffpay/billink/invoices/:id/credit, or at Billink), or make the order by hand and start the workflow at Billink when it is sent.",
  },
  billink_cart_changed: {
    message: (money) =>
      `Billink accepted ${money}, but the cart has changed since: other goods, amounts or addresses. No order was placed.`,
    whatToDo:
      "Compare the cart with the invoice at Billink. Credit the invoice and ask the customer to order again, or make the order by hand.",
  },
  billink_not_needed: {
    message: (money, { problem }) => `Billink accepted ${money}, but ${problem}.`,
    whatToDo:
      "Credit the invoice (POST /admin/wolffpay/billink/invoices/:id/credit, or at Billink): nothing is sent for it.",
  },
  billink_order_not_placed: {
    message: (money, { problem }) =>
      `Billink accepted ${money}, but the order cannot be placed: ${problem}`,
    whatToDo:
      "Mend what stands in the way (stock, shipping, region) and the order is placed by itself within the hour; or credit the invoice.",
  },
  billink_undecided: {
    message: (money, { problem }) =>
      `Billink did not say what became of a payment of ${money}: ${problem}`,
    whatToDo:
      "Look the invoice up at Billink. If it was accepted, make the order by hand or credit it. It is not asked for again.",
  },
  billink_mismatch: {
    message: (money, { told }) =>
      `A webhook of Billink names an invoice of ${money} with a number that is not its own ("${told}"). Nothing was touched.`,
    whatToDo:
      "Ask Billink which order is meant. If it goes on, replace billink.webhookToken: somebody else may know it.",
  },
  billink_webhook_unreadable: {
    message: () =>
      "Billink sent webhooks that this plugin cannot read. They are kept and change nothing; what they told may be missing here, such as a credit that was made at Billink.",
    whatToDo:
      "Read them in the table wolffpay_webhook_event (event_type session.unreadable or order.unreadable) and compare what they name with Billink. Update the plugin if their form is new; if they are not Billink's, replace billink.webhookToken.",
  },
  billink_credit_unknown: {
    message: (money) =>
      `Billink did not say whether a credit of ${money} was made. It is not repeated, and this invoice takes no other credit until that is known.`,
    whatToDo:
      "Look the invoice up at Billink, then say what you saw: POST /admin/wolffpay/billink/credits/:id/resolve with made true or false. The id stands in the subject.",
  },
  billink_credit_elsewhere: {
    message: (money, { problem }) =>
      `Billink reports a credit on an invoice of ${money} that was not made in this shop, and does not say how much. ${problem}`,
    whatToDo:
      "Compare with what Billink shows as credited in all. When they agree, there is nothing to do. Otherwise book the difference: POST /admin/wolffpay/billink/invoices/:id/credit with the amount and made_at_billink true. The button for refunds would credit it a second time.",
  },
  billink_credit_not_booked: {
    message: (money, { problem }) =>
      `A credit of ${money} is made at Billink but could not be booked in Medusa: ${problem}`,
    whatToDo: "Book it on the order by hand. Do not refund again: the customer has this credit.",
  },
  billink_not_credited: {
    message: (money, { problem }) =>
      `A payment of ${money} was given up in Medusa, but its invoice at Billink is not credited: ${problem}`,
    whatToDo: "Credit the invoice at Billink, so that the customer is not asked to pay.",
  },
  billink_workflow_not_started: {
    message: (money, { problem }) =>
      `An order of ${money} with Billink waits for its workflow, without which Billink does not bill it: ${problem}`,
    whatToDo:
      "If it was sent, or Billink shows the workflow as started, capture the payment in Medusa: however often it is asked for, the workflow starts once. If it will not be sent, cancel the order.",
  },
} as const satisfies Record<string, Text>
