import { randomUUID } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { TerminalSaleRow } from "../../modules/wolffpay/tables/terminal-sale-row"
import { receiptText } from "../../modules/wolffpay/terminal/receipt-text"
import { TerminalRefusal } from "../../modules/wolffpay/terminal/refusals"
import { pluginService } from "../plugin-service"
import { existingSale } from "../steer-terminal-sale/existing-sale"
import { readShop } from "./read-shop"

/** What a notification provider finds it by; one that needs no template sends the ready text. */
export const RECEIPT_TEMPLATE = "wolffpay-receipt"
const DUTCH_SPEAKING = ["nl", "be"]

/** @throws TerminalRefusal */
export async function paidSale(container: MedusaContainer, id: string): Promise<TerminalSaleRow> {
  const sale = await existingSale(container, id)
  if (sale.captured_at === null) {
    throw new TerminalRefusal("sale_not_paid", "This sale is not paid, so there is no receipt.")
  }
  return sale
}

/**
 * E-mails the receipt of a paid sale through Medusa's notification module, in Dutch for a shop in the Netherlands or Belgium.
 * @throws TerminalRefusal when nothing is paid, the shop has no way to send e-mail, or it could not be sent
 */
export async function sendReceipt(
  container: MedusaContainer,
  id: string,
  email: string
): Promise<void> {
  const sale = await paidSale(container, id)
  const shop = await readShop(container, sale.stock_location_id)
  const language = DUTCH_SPEAKING.includes(shop.country_code ?? "") ? "nl" : "en"
  const { sales } = pluginService(container)
  const intents = sale.intent_id ? [sale.intent_id] : []
  const refunded_amount = [...(await sales.refunded(intents)).values()][0] ?? 0
  const notifications = container.resolve(Modules.NOTIFICATION)
  const key = `${RECEIPT_TEMPLATE}:${sale.id}:${randomUUID()}`
  try {
    await notifications.createNotifications({
      to: email,
      channel: "email",
      template: RECEIPT_TEMPLATE,
      content: receiptText({ ...sale, refunded_amount }, shop, language),
      data: {
        language,
        shop,
        amount: sale.amount,
        refunded_amount,
        currency_code: sale.currency,
        items: sale.items,
        tax: sale.tax,
        order_display_id: sale.order_display_id,
      },
      resource_id: sale.id,
      resource_type: "wolffpay_terminal_sale",
      idempotency_key: key,
    })
  } catch (error) {
    // It names no provider when there is none for e-mail.
    const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity: "notification",
      fields: ["provider_id"],
      filters: { idempotency_key: key },
    })
    if (data[0] && !data[0].provider_id) {
      throw new TerminalRefusal(
        "no_email_provider",
        "This shop cannot send e-mail yet: configure a provider for the channel email in Medusa's notification module."
      )
    }
    pluginService(container).logger.error(
      `The receipt of ${sale.id} could not be e-mailed.`,
      error instanceof Error ? error : undefined
    )
    throw new TerminalRefusal(
      "email_failed",
      "The receipt could not be e-mailed. Look at the address, and try again later."
    )
  }
}
