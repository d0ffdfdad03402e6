import { BILLINK_ENVIRONMENT, parseOptions } from "."
import { DEFAULT_ADAPTER } from "../../../clients/billink"

const TOKEN = "t".repeat(32)
const required = {
  username: "testwinkel",
  id: "9c1f0aa1b2c3d4e5f60718293a4b5c6d7e8f9012",
  webhookToken: TOKEN,
  storefrontUrl: "https://shop.example.com",
}
const publicUrl = "https://medusa.example.com"
const parse = (billink: Record<string, unknown>, env: Record<string, string> = {}) =>
  parseOptions({ publicUrl, billink: { ...required, ...billink } }, env)
const read = (billink: Record<string, unknown>, env: Record<string, string> = {}) => {
  const { options, problems } = parse(billink, env)
  expect(problems).toEqual([])
  return options.billink
}

describe("Billink's options (contract 1)", () => {
  it("run on four values and the documented defaults (facts 1.1)", () => {
    expect(read({})).toEqual({
      username: required.username,
      id: required.id,
      environment: "production",
      baseUrl: "https://api.billink.nl",
      webhookTokens: [TOKEN],
      webhookSecrets: [],
      storefrontUrl: "https://shop.example.com",
      logoUrl: undefined,
      countries: ["NL", "BE", "DE"],
      limits: {},
      requestsPerMinute: 100,
      sessionsPerCartPerMinute: 5,
      sessionsPerAddressPerMinute: 20,
      timeoutMs: 10_000,
      startWorkflowOnShipment: true,
      workflowReminderDays: 14,
      adapter: DEFAULT_ADAPTER,
    })
  })

  it("are read from the environment alone, which may be staging (facts 1.1)", () => {
    const env = {
      BILLINK_USERNAME: "a",
      BILLINK_ID: "b",
      BILLINK_ENVIRONMENT: "staging",
      BILLINK_WEBHOOK_TOKEN: `${TOKEN}, ${"u".repeat(40)}`,
      BILLINK_WEBHOOK_SECRET: "one,two",
      BILLINK_WEBHOOK_SIGNATURE_HEADER: "X-Sign",
      BILLINK_WEBHOOK_TIMESTAMP_HEADER: "X-Time",
      BILLINK_WEBHOOK_SECRET_ENCODING: "base64",
      BILLINK_STOREFRONT_URL: "http://localhost:8000",
      BILLINK_COUNTRIES: "nl,be",
      MEDUSA_BACKEND_URL: publicUrl,
    }
    const { options, problems } = parseOptions({}, env)
    expect(problems).toEqual([])
    expect(options.wolffpay).toBeUndefined()
    expect(options.billink).toMatchObject({
      baseUrl: "https://api-staging.billink.nl",
      webhookTokens: [TOKEN, "u".repeat(40)],
      webhookSecrets: ["one", "two"],
      storefrontUrl: "http://localhost:8000",
      countries: ["NL", "BE"],
      adapter: {
        webhook: {
          signatureHeader: "x-sign",
          timestampHeader: "x-time",
          secretEncoding: "base64",
        },
      },
    })
  })

  it("let a host of its own beat the environment", () => {
    const baseUrl = "http://127.0.0.1:4020/"
    expect(read({ environment: "staging", baseUrl })?.baseUrl).toBe("http://127.0.0.1:4020")
  })

  it("let a webhook option beat the same point of the adapter", () => {
    const adapter = { webhook: { signatureHeader: "X-A", timestampHeader: "X-B" } }
    expect(read({ adapter, webhookSignatureHeader: "X-C" })?.adapter.webhook).toMatchObject({
      signatureHeader: "x-c",
      timestampHeader: "x-b",
    })
  })

  it("turn euros into cents, per country and customer type", () => {
    const limits = { NL: { consumer: { min: 10, max: "750.50" }, business: { max: 0.29 } } }
    expect(read({ limits })?.limits).toEqual({
      NL: { p: { minCents: 1_000, maxCents: 75_050 }, b: { minCents: undefined, maxCents: 29 } },
    })
  })

  it.each([
    ["username", undefined, /^billink\.username \(BILLINK_USERNAME\) is required\.$/],
    ["id", "", /^billink\.id \(BILLINK_ID\) is required\.$/],
    ["environment", "test", /must be one of production, staging/],
    ["baseUrl", "http://api.example.com", /must be an https address/],
    ["webhookToken", undefined, /is required/],
    ["webhookToken", "short", /must have at least 32 characters/],
    ["webhookToken", [TOKEN, "short"], /must have at least 32 characters/],
    ["webhookToken", "a/b".repeat(20), /may only hold letters/],
    ["webhookSignatureHeader", "X Sign", /must be the name of a header/],
    ["webhookSecretEncoding", "hex", /must be one of utf8, base64/],
    ["storefrontUrl", undefined, /is required/],
    ["storefrontUrl", "shop", /must be an http or https address/],
    ["storefrontUrl", "https://u:p@shop.example.com", /must be an http or https address/],
    ["logoUrl", "http://shop.example.com/logo.png", /must be an https address/],
    ["countries", "NL,FR", /knows NL, BE, DE, not "FR"/],
    ["requestsPerMinute", 0, /whole number from 1 to 1000/],
    ["timeoutMs", "x", /whole number/],
    ["limits", { nl: {} }, /country code in capitals/],
    ["limits", { NL: { consumer: { max: 1.234 } } }, /NL\.consumer\.max: must be euros/],
    ["limits", { NL: { consumer: { min: 5, max: 4 } } }, /min is above max/],
    ["limits", "NL", /^billink\.limits /],
    [
      "adapter",
      { paths: { startWorkflow: "x" } },
      /^billink\.adapter paths\.startWorkflow: must be/,
    ],
    ["adapter", { colour: 1 }, /colour is not a setting of the adapter/],
    ["usrname", "x", /^billink\.usrname is not an option of this plugin/],
  ])("say in one sentence what is wrong with %s %j", (key, value, sentence) => {
    const { problems } = parse({ [key]: value })
    expect(problems).toEqual([expect.stringMatching(sentence)])
    expect(problems[0]).toMatch(new RegExp(`^billink\\.${key}.*\\.$`))
  })

  it("repeat no secret in a sentence", () => {
    const { problems } = parse({ webhookToken: "geheim-geheim", id: 5 })
    expect(problems.join()).not.toContain("geheim-geheim")
  })

  it("need the public address", () => {
    const { problems } = parseOptions({ billink: required }, {})
    expect(problems).toEqual(["publicUrl (WOLFFPAY_PUBLIC_URL) is required for Billink."])
  })

  it.each([
    ["nothing", {}],
    ["an empty section", { billink: {} }],
    ["null", { billink: null }],
    ["keys without a value, as with unset variables", { billink: { username: undefined, id: "" } }],
    ["blank keys", { billink: { username: " ", webhookToken: [" "] } }],
  ])("are not asked for with %s", (_name, input) => {
    expect(parseOptions(input, {})).toMatchObject({ options: { billink: undefined }, problems: [] })
  })

  it.each(Object.values(BILLINK_ENVIRONMENT))("are asked for as soon as %s is set", (name) => {
    expect(parseOptions({}, { [name]: "x" }).problems.length).toBeGreaterThan(0)
  })

  it("are asked for where the provider is listed, and WolffPay's are not", () => {
    const { problems } = parseOptions({ publicUrl }, {}, { billink: true })
    expect(problems.map((problem) => problem.split(" ")[0])).toEqual([
      "billink.username",
      "billink.id",
      "billink.storefrontUrl",
      "billink.webhookToken",
    ])
    const keys = { apiKey: "wp_test_a", webhookSecret: "b" }
    expect(parseOptions({ wolffpay: keys }, {}, { wolffpay: true }).problems).toEqual([])
  })

  it.each(["text", 5, ["a"]])("refuse the section %j", (billink) => {
    expect(parseOptions({ billink }, {}, { billink: true }).problems).toEqual([
      "billink must be an object of options.",
    ])
  })
})
