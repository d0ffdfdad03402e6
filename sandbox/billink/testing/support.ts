import { XMLParser } from "fast-xml-parser"
import type { Test } from "supertest"
import request from "supertest"
import { onEnd } from "../../wolffpay/testing/support"
import type { BillinkSandbox, BillinkSandboxOptions } from "../index"
import { startBillinkSandbox } from "../index"

export { ManualClock, onEnd, receiver } from "../../wolffpay/testing/support"
export type { Receiver, Received } from "../../wolffpay/testing/support"

/** Paths for the calls that no document names. */
export const PATHS = {
  startWorkflow: "/v2/client/start-workflow",
  orderInfo: "/v2/client/status",
  payment: "/v2/client/payment",
  onHold: "/v2/client/on-hold",
  resume: "/v2/client/resume",
  message: "/v2/client/message",
}

/** A part of a body that replaces, adds or (undefined) removes fields. */
export type Change = Record<string, unknown>

export interface SessionChanges {
  client?: Change
  customer?: Change
  billingAddress?: Change
  shippingAddress?: Change
  transaction?: Change
  body?: Change
}

const SHOP = "https://shop.example/billink"

export const LINES = [
  line({ code: "MUG", name: "Mok", quantity: 2, unit: "15.00", tax: "2.60" }),
  line({ code: "0001", name: "Verzending", quantity: 1, unit: "5.95", tax: "1.03" }),
]

export function line(one: {
  code: string
  name: string
  quantity: number
  unit: string
  tax: string
  rate?: string
  total?: string
}): Change {
  const cents = Math.round(Number(one.unit) * 100) * one.quantity
  return {
    code: one.code,
    name: one.name,
    description: "",
    totalProductAmount: one.total ?? (cents / 100).toFixed(2),
    productAmount: one.unit,
    productTaxAmount: one.tax,
    taxRate: one.rate ?? "21",
    quantity: String(one.quantity),
  }
}

let numbers = 0
export const newNumber = (): string => `ORDER-${++numbers}`

export interface Started extends BillinkSandbox {
  /** A v2 call with the credentials at the top. */
  call: (path: string, body?: Change) => Test
  /** A create-session call. */
  create: (changes?: SessionChanges) => Test
  /** A session of 35.95 that was made. */
  session: (changes?: SessionChanges) => Promise<CreatedSession>
  /** An accepted one; gives its invoice number. */
  accepted: (changes?: SessionChanges) => Promise<string>
  status: (sessionID: string) => Promise<unknown>
  /** A legacy call; gives what is inside `API`. */
  xml: (path: string, action: string, items: string, more?: string) => Promise<LegacyAnswer>
}

export interface CreatedSession {
  sessionID: string
  sessionURL: string
  invoice: string
  number: string
}

export interface LegacyAnswer {
  status: number
  text: string
  // Its shape is what the tests look at.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  api: any
}

export async function start(options: BillinkSandboxOptions = {}): Promise<Started> {
  const sandbox = await startBillinkSandbox(options)
  onEnd(() => sandbox.close())
  const { url, username, id } = sandbox
  const client = { billinkUsername: username, billinkID: id }
  const call = (path: string, body: Change = {}) =>
    request(url)
      .post(path)
      .send({ ...client, ...body })
  const create = (changes: SessionChanges = {}) =>
    request(url).post("/v2/session/create").send(sessionBody(client, changes))
  const session = async (changes: SessionChanges = {}) => {
    const answer = await create(changes)
    const made = answer.body as CreatedSession & { status: string }
    expect([answer.status, made.status]).toEqual([200, "success"])
    const { sessionID, sessionURL, invoice } = made
    return {
      sessionID,
      sessionURL,
      invoice,
      number: sandbox.control.session(sessionID).invoiceNumber,
    }
  }
  const accepted = async (changes: SessionChanges = {}) => {
    const { number } = await session(changes)
    await sandbox.control.accept(number)
    return number
  }
  const status = async (sessionID: string) => {
    const answer = await call("/v2/session/status", { sessionID })
    return (answer.body as { status: unknown }).status
  }
  const xml = (path: string, action: string, items: string, more = "") =>
    postXml(url, path, envelope({ username, id, action, items, more }))
  return { ...sandbox, call, create, session, accepted, status, xml }
}

export function envelope(one: {
  username: string
  id: string
  action: string
  items: string
  more?: string
}): string {
  return `<?xml version="1.0"?><API><VERSION>BILLINK2.0</VERSION><CLIENTUSERNAME>${one.username}</CLIENTUSERNAME><CLIENTID>${one.id}</CLIENTID><ACTION>${one.action}</ACTION><INVOICES>${one.items}</INVOICES>${one.more ?? ""}</API>`
}

export const item = (fields: Record<string, string>): string =>
  `<ITEM>${Object.entries(fields)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join("")}</ITEM>`

export async function postXml(
  url: string,
  path: string,
  body: string,
  type = "text/xml"
): Promise<LegacyAnswer> {
  const answer = await request(url).post(path).set("Content-Type", type).send(body).buffer(true)
  const parsed = new XMLParser({ parseTagValue: false }).parse(answer.text) as { API: unknown }
  return { status: answer.status, text: answer.text, api: parsed.API }
}

export function sessionBody(client: Change, changes: SessionChanges = {}): Change {
  const address = {
    street: "Keizersgracht",
    houseNumber: "313",
    houseExtension: "A",
    postalCode: "1016 EE",
    city: "Amsterdam",
    countryCode: "NL",
  }
  return {
    client: {
      ...client,
      workflowNumber: "1",
      returnURL: {
        successURL: `${SHOP}?to=success`,
        failURL: `${SHOP}?to=fail`,
        backURL: `${SHOP}?to=back`,
        cancelURL: `${SHOP}?to=cancel`,
      },
      ...changes.client,
    },
    customer: {
      firstName: "Jan",
      lastName: "Jansen",
      email: "jan@example.com",
      mobile: "+31 6 12345678",
      type: "p",
      initials: "",
      gender: "",
      birthdate: "",
      company: "",
      companyNumber: "",
      ...changes.customer,
    },
    billingAddress: { ...address, ...changes.billingAddress },
    shippingAddress: { ...address, ...changes.shippingAddress },
    transaction: {
      totalAmount: "35.95",
      totalTaxAmount: "6.24",
      purchaseCountry: "NL",
      purchaseCurrency: "EUR",
      orderNumber: newNumber(),
      orderItems: LINES,
      ...changes.transaction,
    },
    ...changes.body,
  }
}

export const credit = (
  { call }: Started,
  number: string,
  creditAmount: unknown,
  more: Change = {}
): Test =>
  call("/v2/client/invoice/credit", {
    invoices: [{ number, creditAmount, description: "Retour", ...more }],
  })

export const orderEvents = ({ control }: Started): string[] =>
  control.state().deliveries.flatMap((one) => (one.kind === "order" ? [one.event] : []))
