/// <reference lib="dom" />
import type { Session } from "./api"
import { retrieve } from "./api"
import type { Confirmed } from "./confirm"
import { confirm, handleNextAction } from "./confirm"
import { Elements } from "./elements"
import { FrameElement } from "./frame-element"
import { cleanIban } from "./iban"
import { paymentRequest, unsupported } from "./stubs"
import { methodOfIban } from "./test-methods"
import type { Collected } from "./types"
import { IntegrationError, isRecord } from "./types"

type Fields = Record<string, unknown>

const fieldsOf = (value: unknown): Fields => (isRecord(value) ? value : {})
const textOf = (value: unknown): string | undefined =>
  typeof value === "string" ? value : undefined

/** What `Stripe(key, options)` gives. */
export function makeStripe(session: Session) {
  const secretOf = (value: unknown, method: string): string => {
    if (typeof value === "string" && /^pi_[^_]+_secret_/.test(value)) return value
    throw new IntegrationError(
      `Invalid value for stripe.${method} intent secret: value should be a client secret of the form \${id}_secret_\${secret}.`
    )
  }

  async function confirmPayment(input: unknown): Promise<Confirmed> {
    const options = fieldsOf(input)
    const params = fieldsOf(options["confirmParams"])
    const returnUrl = textOf(params["return_url"])
    const redirect = options["redirect"] === "if_required" ? "if_required" : "always"
    if (redirect === "always" && returnUrl === undefined) {
      throw new IntegrationError(
        'stripe.confirmPayment(): confirmParams.return_url is required, unless redirect is "if_required".'
      )
    }
    const elements = options["elements"]
    if (!(elements instanceof Elements)) {
      const clientSecret = secretOf(options["clientSecret"], "confirmPayment")
      const paymentMethod = textOf(params["payment_method"])
      if (paymentMethod === undefined) {
        throw new IntegrationError(
          "stripe.confirmPayment(): elements should be an Elements object."
        )
      }
      return confirm(session, { clientSecret, paymentMethod, returnUrl, redirect })
    }
    elements.requireSubmit()
    const clientSecret = secretOf(
      options["clientSecret"] ?? elements.clientSecret,
      "confirmPayment"
    )
    const { error, paymentMethod } = await elements.collect()
    if (error) return { error }
    const order = { clientSecret, paymentMethod: paymentMethod.id, returnUrl, redirect } as const
    return confirm(elements.session, order)
  }

  async function confirmCardPayment(
    secret: unknown,
    data?: unknown,
    options?: unknown
  ): Promise<Confirmed> {
    const clientSecret = secretOf(secret, "confirmCardPayment")
    const given = fieldsOf(data)["payment_method"]
    if (given === undefined) return resume(clientSecret)
    const { error, paymentMethod } = await collectCard(given)
    if (error) return { error }
    return confirm(session, {
      clientSecret,
      paymentMethod: paymentMethod.id,
      returnUrl: textOf(fieldsOf(data)["return_url"]),
      redirect: "if_required",
      handleActions: fieldsOf(options)["handleActions"] !== false,
    })
  }

  async function collectCard(given: unknown): Promise<Collected> {
    if (typeof given === "string") {
      const billing_details = { name: null, email: null }
      return {
        paymentMethod: { id: given, object: "payment_method", type: "card", billing_details },
      }
    }
    const card = fieldsOf(given)["card"]
    if (card instanceof FrameElement) return card.collect()
    throw new IntegrationError("payment_method.card should be a mounted card Element.")
  }

  async function resume(clientSecret: string): Promise<Confirmed> {
    const { value, error } = await retrieve(session, clientSecret)
    return error ? { error } : handleNextAction(session, value)
  }

  /** The methods that older storefronts confirm one by one. */
  const confirmOne =
    (name: string, paymentMethod: string) => async (secret: unknown, data?: unknown) => {
      const clientSecret = secretOf(secret, name)
      const returnUrl = textOf(fieldsOf(data)["return_url"])
      return confirm(session, { clientSecret, paymentMethod, returnUrl, redirect: "if_required" })
    }

  async function confirmSepaDebitPayment(secret: unknown, data?: unknown): Promise<Confirmed> {
    const given = fieldsOf(fieldsOf(data)["payment_method"])
    const iban = textOf(fieldsOf(given["sepa_debit"])["iban"])
    const paymentMethod = methodOfIban(cleanIban(iban ?? "")) ?? "unknown"
    return confirmOne("confirmSepaDebitPayment", paymentMethod)(secret, data)
  }

  async function createPaymentMethod(input: unknown): Promise<Collected> {
    const { elements, card } = fieldsOf(input)
    if (elements instanceof Elements) return elements.collect()
    return collectCard({ card })
  }

  return {
    elements: (options?: unknown) => new Elements(session, fieldsOf(options)),
    confirmPayment,
    confirmCardPayment,
    confirmIdealPayment: confirmOne("confirmIdealPayment", "pm_ideal"),
    confirmBancontactPayment: confirmOne("confirmBancontactPayment", "pm_bancontact"),
    confirmSofortPayment: confirmOne("confirmSofortPayment", "pm_sofort"),
    confirmSepaDebitPayment,
    createPaymentMethod,
    retrievePaymentIntent: async (secret: unknown): Promise<Confirmed> => {
      const answer = await retrieve(session, secretOf(secret, "retrievePaymentIntent"))
      return answer.error ? { error: answer.error } : { paymentIntent: answer.value }
    },
    handleNextAction: async (input: unknown) =>
      resume(secretOf(fieldsOf(input)["clientSecret"], "handleNextAction")),
    handleCardAction: async (secret: unknown) => resume(secretOf(secret, "handleCardAction")),
    paymentRequest,
    registerAppInfo: () => undefined,
    _registerWrapper: () => undefined,
    ...unsupported(),
  }
}
