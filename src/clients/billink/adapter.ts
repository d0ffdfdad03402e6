import { z } from "@medusajs/framework/zod"

/*
 * Everything that Billink's documents leave open, each point one setting with the value that is most likely right.
 * A shop overrides a point in its options (`billink.adapter`) as soon as Billink has answered; no other file changes.
 * The numbers are those of section 7 of docs/billink-facts.md.
 */

const apiPath = z.string().regex(/^\/[\w./-]+$/, "must be a path that starts with /")
const names = z.array(z.string().min(1)).min(1)
const codes = z.array(z.string().regex(/^-?\d{1,5}$/, "must be a number as text")).min(1)
const header = z
  .string()
  .regex(/^[A-Za-z0-9-]+$/, "must be a header's name")
  .transform((name) => name.toLowerCase())
const more = z.record(z.string(), z.unknown())

/** 1, 2: paths. Those without a default are not known: the call goes the v1 way, or is off. */
const paths = z
  .strictObject({
    createSession: apiPath.default("/v2/session/create"),
    sessionStatus: apiPath.default("/v2/session/status"),
    credit: apiPath.default("/v2/client/invoice/credit"),
    generateWebhookSecret: apiPath.default("/v2/client/webhook-v3/secret/generate"),
    setOrderWebhook: apiPath.default("/v2/client/webhook-v3/set"),
    setSessionWebhook: apiPath.default("/v2/session/webhook-v3/set"),
    startWorkflow: apiPath.optional(),
    orderStatus: apiPath.optional(),
    payment: apiPath.optional(),
    onHold: apiPath.optional(),
    resume: apiPath.optional(),
    message: apiPath.optional(),
    startWorkflowV1: apiPath.default("/v1/client/start-workflow"),
    orderStatusV1: apiPath.default("/v1/client/status"),
    paymentV1: apiPath.default("/v1/client/payment"),
  })
  .prefault({})

/** The v1 envelope, as plugins that work today send it. */
const xml = z
  .strictObject({
    version: z.string().min(1).default("BILLINK2.0"),
    contentType: z.string().min(1).default("text/xml; charset=utf-8"),
    startWorkflowAction: z.string().min(1).default("activate order"),
    orderStatusAction: z.string().min(1).default("Status"),
    paymentAction: z.string().min(1).default("Payment"),
  })
  .prefault({})

/** 7, 8: names of fields in a v2 body, and where an order's figures are looked for in the answer, first match wins. */
const fields = z
  .strictObject({
    invoices: z.string().min(1).default("invoices"),
    invoiceRef: z.string().min(1).default("number"),
    paymentAmount: z.string().min(1).default("amount"),
    paymentDescription: z.string().min(1).default("description"),
    orderState: names.default(["status", "state"]),
    outstanding: names.default(["outstandingAmount", "outstanding", "openAmount", "amountDue"]),
    credited: names.default(["creditedAmount", "credited", "amountCredited"]),
    paidOut: names.default(["paidOut", "isPaidOut"]),
    description: names.default(["description", "currentStep", "message"]),
  })
  .prefault({})

/** Codes that mean "done". 500 is the historical success of a workflow start; 707 says that it had been started. */
const successCodes = z
  .strictObject({
    startWorkflow: codes.default(["500", "200"]),
    workflowAlreadyStarted: codes.default(["707"]),
    credit: codes.default(["200"]),
    payment: codes.default(["500", "200"]),
    alreadyPaid: codes.default(["707"]),
    orderAction: codes.default(["200", "500"]),
  })
  .prefault({})

/** 3, 4: how a v3 webhook is signed. */
const webhook = z
  .strictObject({
    signatureHeader: header.default("x-billink-webhook-signature"),
    timestampHeader: header.default("x-billink-webhook-timestamp"),
    idHeader: header.default("x-billink-webhook-id"),
    secretEncoding: z.enum(["utf8", "base64"]).default("utf8"),
    toleranceSeconds: z.number().int().min(1).max(3600).default(300),
  })
  .prefault({})

/** Billink's words (2.2) and what they mean here; an own word comes beside them, or replaces one. */
const KNOWN_STATES = {
  session_active: "open",
  order_created: "accepted",
  cancelled: "cancelled",
  failed: "failed",
  session_expired: "expired",
} as const

/** 9: statuses of a session. A word that is not here is undecided. */
const sessionStates = z
  .record(z.string().min(1), z.enum(["open", "accepted", "cancelled", "failed", "expired"]))
  .default({})
  .transform((own): Record<string, SessionState> => ({ ...KNOWN_STATES, ...own }))

/** 11: whether amounts of a session are texts; of a credit and a payment they are numbers. */
const amounts = z
  .strictObject({
    sessionAsString: z.boolean().default(true),
    creditAsString: z.boolean().default(false),
    paymentAsString: z.boolean().default(false),
  })
  .prefault({})

/** 15: which workflow number a contract has for a country and customer type. */
const workflow = z
  .strictObject({
    default: z.string().min(1).default("1"),
    byCountry: z
      .record(
        z.string().regex(/^[A-Z]{2}$/, "must be a country code in capitals"),
        z.strictObject({ p: z.string().min(1).optional(), b: z.string().min(1).optional() })
      )
      .default({}),
  })
  .prefault({})

/** 10, 13: what Billink refuses: lengths and characters, and the VAT rates of the account (none = all). */
const limits = z
  .strictObject({
    itemCode: z.number().int().min(1).max(255).default(50),
    itemName: z.number().int().min(1).max(1000).default(100),
    houseExtension: z.number().int().min(1).max(100).default(10),
    company: z.number().int().min(2).max(255).default(50),
    creditDescription: z.number().int().min(1).max(1000).default(254),
    paymentDescription: z.number().int().min(1).max(1000).default(30),
    vatRates: z.array(z.number().min(0).max(100)).optional(),
    /** 19: minutes that a session lives. */
    sessionMinutes: z.number().int().min(1).max(1440).default(60),
  })
  .prefault({})

/** 12: fields that Billink's pages do not describe, added to a body. What the plugin itself sends wins. */
const extra = z
  .strictObject({
    createSession: more.default({}),
    credit: more.default({}),
    startWorkflow: more.default({}),
    payment: more.default({}),
  })
  .prefault({})

/** Where a customer's numbers go in a session; 12: the name of the VAT number's field is not known, so it is off. */
const customerFields = z
  .strictObject({
    companyNumber: z.string().min(1).default("companyNumber"),
    vatNumber: z.string().min(1).optional(),
    /** `e164` = +31612345678, `digits` = 0031612345678, `national` = 0612345678. */
    phoneFormat: z.enum(["e164", "digits", "national"]).default("e164"),
  })
  .prefault({})

export const adapterSchema = z
  .strictObject({
    paths,
    xml,
    fields,
    successCodes,
    sessionStates,
    webhook,
    amounts,
    workflow,
    limits,
    extra,
    customerFields,
  })
  .prefault({})

export type BillinkAdapter = z.output<typeof adapterSchema>
export type BillinkAdapterInput = z.input<typeof adapterSchema>
export type SessionState = "open" | "accepted" | "cancelled" | "failed" | "expired"
export type CustomerType = "p" | "b"

export const DEFAULT_ADAPTER: BillinkAdapter = adapterSchema.parse({})

/** Overrides → the whole adapter, or one sentence per problem, each starting with the setting's name. Pure. */
export function resolveAdapter(input: unknown): { adapter: BillinkAdapter; problems: string[] } {
  const parsed = adapterSchema.safeParse(input ?? {})
  return parsed.success
    ? { adapter: parsed.data, problems: [] }
    : { adapter: DEFAULT_ADAPTER, problems: parsed.error.issues.map(describeIssue) }
}

/** What a status of Billink's means; undefined for a word that nobody has explained. */
export function sessionStateOf(
  { sessionStates: states }: Pick<BillinkAdapter, "sessionStates">,
  status: string
): SessionState | undefined {
  return Object.hasOwn(states, status) ? states[status] : undefined
}

/** The workflow number of a country and customer type. */
export function workflowNumberFor(
  adapter: BillinkAdapter,
  country: string,
  type: CustomerType
): string {
  const { byCountry, default: fallback } = adapter.workflow
  return byCountry[country.toUpperCase()]?.[type] ?? fallback
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const place = issue.path.map(String).join(".")
  if (issue.code === "unrecognized_keys") {
    return `${[place, issue.keys[0]].filter(Boolean).join(".")} is not a setting of the adapter.`
  }
  if (issue.code === "invalid_key") {
    return `${place}: must be a country code in capitals.`
  }
  return `${place || "adapter"}: ${issue.message.replace(/\.?$/, ".")}`
}
