import { parseOptions } from "."

const KEY = "wp_test_0123456789abcdef"
const SECRET = "whsec_test_options"
const required = { apiKey: KEY, webhookSecret: SECRET }

const parse = (wolffpay: Record<string, unknown>, env: Record<string, string> = {}) =>
  parseOptions({ wolffpay: { ...required, ...wolffpay } }, env)
const read = (wolffpay: Record<string, unknown>, env: Record<string, string> = {}) => {
  const { options, problems } = parse(wolffpay, env)
  expect(problems).toEqual([])
  return options.wolffpay
}
const problemsOf = (wolffpay: Record<string, unknown>, env: Record<string, string> = {}) =>
  parse(wolffpay, env).problems

describe("parseOptions", () => {
  it("runs on two keys and the documented defaults", () => {
    expect(read({})).toEqual({
      apiKey: KEY,
      webhookSecrets: [SECRET],
      baseUrl: "https://api.bywolff.dev",
      captureMethod: "automatic",
      paymentMethodTypes: undefined,
      description: "Payment {session_id}",
      orderOnProcessing: false,
      requestsPerMinute: 100,
      timeoutMs: 10_000,
      intentsPerCartPerMinute: 5,
      intentsPerAddressPerMinute: 20,
      refundOrphanedPayments: false,
    })
  })

  it("reads all of it from the environment", () => {
    const env = {
      WOLFFPAY_API_KEY: "wp_live_fedcba9876543210",
      WOLFFPAY_WEBHOOK_SECRET: " whsec_test_a , whsec_test_b ",
      WOLFFPAY_BASE_URL: "http://127.0.0.1:4010/",
      WOLFFPAY_CAPTURE_METHOD: "manual",
      WOLFFPAY_PAYMENT_METHOD_TYPES: "card",
      WOLFFPAY_ORDER_ON_PROCESSING: "true",
      WOLFFPAY_REQUESTS_PER_MINUTE: "7",
      WOLFFPAY_TIMEOUT_MS: "250",
      WOLFFPAY_PUBLIC_URL: "https://shop.example.com",
    }
    const { options, problems } = parseOptions({}, env)
    expect(problems).toEqual([])
    expect(options.publicUrl).toBe("https://shop.example.com")
    expect(options.wolffpay).toMatchObject({
      apiKey: "wp_live_fedcba9876543210",
      webhookSecrets: ["whsec_test_a", "whsec_test_b"],
      baseUrl: "http://127.0.0.1:4010",
      captureMethod: "manual",
      paymentMethodTypes: ["card"],
      orderOnProcessing: true,
      requestsPerMinute: 7,
      timeoutMs: 250,
    })
  })

  it.each([" ", ",", " , ", [" "], [",", ""], []])(
    "takes an option of %j for one that is not given",
    (blank) => {
      expect(
        read(
          { webhookSecret: blank, paymentMethodTypes: blank },
          { WOLFFPAY_WEBHOOK_SECRET: "whsec_env", WOLFFPAY_PAYMENT_METHOD_TYPES: "ideal" }
        )
      ).toMatchObject({ webhookSecrets: ["whsec_env"], paymentMethodTypes: ["ideal"] })
    }
  )

  it("takes the environment, or the default, where an option is blank", () => {
    const blank = { apiKey: " ", baseUrl: "\t", orderOnProcessing: " ", timeoutMs: " " }
    expect(
      read(blank, { WOLFFPAY_API_KEY: KEY, WOLFFPAY_ORDER_ON_PROCESSING: "true" })
    ).toMatchObject({
      apiKey: KEY,
      baseUrl: "https://api.bywolff.dev",
      orderOnProcessing: true,
      timeoutMs: 10_000,
    })
  })

  it("lets an option beat the environment, except an empty one (contract 1)", () => {
    const env = { WOLFFPAY_CAPTURE_METHOD: "manual", WOLFFPAY_TIMEOUT_MS: "250" }
    expect(read({ captureMethod: "automatic", timeoutMs: 300 }, env)).toMatchObject({
      captureMethod: "automatic",
      timeoutMs: 300,
    })
    expect(read({ captureMethod: "", timeoutMs: null }, env)).toMatchObject({
      captureMethod: "manual",
      timeoutMs: 250,
    })
    expect(read({}, { WOLFFPAY_TIMEOUT_MS: "" })).toMatchObject({ timeoutMs: 10_000 })
    expect(read({}, { WOLFFPAY_TIMEOUT_MS: "  " })).toMatchObject({ timeoutMs: 10_000 })
  })

  it("takes false and 0 for what they are", () => {
    const env = { WOLFFPAY_ORDER_ON_PROCESSING: "true" }
    expect(read({ orderOnProcessing: false }, env)?.orderOnProcessing).toBe(false)
    expect(read({ intentsPerAddressPerMinute: 0 })?.intentsPerAddressPerMinute).toBe(0)
  })

  it.each([
    [undefined, false],
    [["card"], false],
    [["card", "ideal", "bancontact"], false],
    [["sepa_debit"], true],
    [["card", "sofort"], true],
  ])("places the order on a debit on its way for %j: %s (R6)", (paymentMethodTypes, expected) => {
    expect(read({ paymentMethodTypes })?.orderOnProcessing).toBe(expected)
    expect(read({ paymentMethodTypes, orderOnProcessing: !expected })?.orderOnProcessing).toBe(
      !expected
    )
  })

  it.each([
    [SECRET, [SECRET]],
    [
      ["whsec_test_a", "whsec_test_b"],
      ["whsec_test_a", "whsec_test_b"],
    ],
    ["whsec_test_a,whsec_test_b,", ["whsec_test_a", "whsec_test_b"]],
    [[SECRET, undefined], [SECRET]],
    [[null, "", SECRET], [SECRET]],
  ])("reads the webhook secrets %j", (webhookSecret, expected) => {
    expect(read({ webhookSecret })?.webhookSecrets).toEqual(expected)
  })

  it("takes a method once", () => {
    expect(read({ paymentMethodTypes: "ideal, card,ideal" })?.paymentMethodTypes).toEqual([
      "ideal",
      "card",
    ])
  })

  it.each([
    "https://api.example.com",
    "https://api.example.com:8443/wolff",
    "https://gateway.example/wolffpay/api",
    "http://localhost:4010",
    "http://127.0.0.1:4010",
    "http://127.9.9.9",
    "http://[::1]:4010",
  ])("takes the address %s", (baseUrl) => {
    expect(read({ baseUrl: `${baseUrl}///` })?.baseUrl).toBe(baseUrl)
  })

  it.each(["https://api.bywolff.dev/api/v1", "https://gateway.example/wolffpay/api/v1/"])(
    "refuses the address %s, whose path the plugin adds itself (W1)",
    (baseUrl) => {
      expect(problemsOf({ baseUrl })).toEqual([expect.stringContaining("without /api/v1")])
    }
  )

  it.each([
    "http://api.example.com",
    "http://localhost.example.com",
    "http://127.0.0.1.example.com",
    "ftp://localhost",
    "localhost:4010",
    "https://user:pass@api.example.com",
    "https://api.example.com?x=1",
    "https://api.example.com#x",
    "not an address",
  ])("refuses the address %s", (baseUrl) => {
    expect(problemsOf({ baseUrl })).toEqual([
      expect.stringMatching(/^wolffpay\.baseUrl \(WOLFFPAY_BASE_URL\) must be an https address/),
    ])
  })

  it.each(["sk_test_1", "wp_test_", "wp_prod_0123", " ", "WP_LIVE_0123456789abcdef"])(
    "refuses the API key %j without repeating it",
    (apiKey) => {
      const { problems } = parseOptions({ wolffpay: { ...required, apiKey } }, {}, true)
      expect(problems).toHaveLength(1)
      expect(problems[0]).toMatch(/^wolffpay\.apiKey \(WOLFFPAY_API_KEY\) /)
      if (apiKey.trim().length > 9) {
        expect(problems[0]).not.toContain(apiKey)
      }
    }
  )

  it.each([
    ["captureMethod", "later", /one of automatic, manual/],
    ["captureMethod", 5, /must be a text/],
    ["paymentMethodTypes", ["card", "paypal"], /not "paypal"/],
    ["paymentMethodTypes", [5], /list of texts/],
    ["description", "For {order_id}", /not \{order_id\}/],
    ["description", ["a"], /must be a text/],
    ["orderOnProcessing", "maybe", /true or false/],
    ["requestsPerMinute", 0, /whole number from 1 to 1000/],
    ["requestsPerMinute", 1001, /whole number from 1 to 1000/],
    ["requestsPerMinute", "12.5", /whole number/],
    ["requestsPerMinute", "many", /whole number/],
    ["requestsPerMinute", NaN, /whole number/],
    ["timeoutMs", -1, /whole number/],
    ["timeoutMs", "1e3", /whole number/],
    ["intentsPerCartPerMinute", 0, /whole number/],
    ["intentsPerAddressPerMinute", -1, /whole number/],
    ["refundOrphanedPayments", "yes", /true or false/],
    ["webhookSecret", { a: 1 }, /list of texts/],
  ])("says in one sentence what is wrong with %s %j", (key, value, sentence) => {
    const problems = problemsOf({ [key]: value })
    expect(problems[0]).toMatch(new RegExp(`^wolffpay\\.${key}`))
    expect(problems.filter((problem) => sentence.test(problem))).toHaveLength(1)
  })

  it("refuses other methods together with manual capture (R8)", () => {
    expect(problemsOf({ captureMethod: "manual", paymentMethodTypes: ["card", "ideal"] })).toEqual([
      expect.stringMatching(/^wolffpay\.paymentMethodTypes .*may only hold card/),
    ])
    expect(problemsOf({ captureMethod: "manual", paymentMethodTypes: ["card"] })).toEqual([])
    expect(problemsOf({ captureMethod: "manual" })).toEqual([])
  })

  it("names an option that does not exist", () => {
    expect(problemsOf({ apikey: KEY })).toEqual([
      expect.stringMatching(/^wolffpay\.apikey is not an option of this plugin/),
    ])
  })

  it("counts a list that holds nothing as absent (contract 1)", () => {
    const env = { WOLFFPAY_WEBHOOK_SECRET: "whsec_test_env" }
    expect(read({ webhookSecret: [undefined, ""] }, env)?.webhookSecrets).toEqual([
      "whsec_test_env",
    ])
    expect(problemsOf({ webhookSecret: [undefined] })).toEqual([
      "wolffpay.webhookSecret (WOLFFPAY_WEBHOOK_SECRET) is required.",
    ])
  })

  it.each([
    ["apiKey", 5, /must be a text, not a number/],
    ["webhookSecret", 5, /must be a text or a list of texts/],
    ["webhookSecret", [SECRET, 5], /must be a text or a list of texts/],
  ])("says one sentence about %s: %j (contract 1)", (name, value, sentence) => {
    expect(problemsOf({ [name]: value })).toEqual([expect.stringMatching(sentence)])
  })

  it("lists all problems at once", () => {
    const { problems } = parseOptions(
      { publicUrl: "shop", wolffpay: { apiKey: "x", captureMethod: "later", timeoutMs: 0 } },
      {},
      true
    )
    expect(problems.map((problem) => problem.split(" ")[0])).toEqual([
      "publicUrl",
      "wolffpay.apiKey",
      "wolffpay.webhookSecret",
      "wolffpay.captureMethod",
      "wolffpay.timeoutMs",
    ])
  })

  it("leaves a shop alone that does not use WolffPay", () => {
    expect(parseOptions({}, {})).toEqual({
      options: { publicUrl: undefined, wolffpay: undefined },
      problems: [],
    })
    expect(parseOptions({ wolffpay: {} }, {}).options.wolffpay).toBeUndefined()
    expect(parseOptions({ wolffpay: null }, {}).problems).toEqual([])
  })

  it("wants both keys where the provider is listed", () => {
    expect(parseOptions({}, {}, true).problems).toEqual([
      expect.stringMatching(/^wolffpay\.apiKey \(WOLFFPAY_API_KEY\)/),
      expect.stringMatching(/^wolffpay\.webhookSecret \(WOLFFPAY_WEBHOOK_SECRET\)/),
    ])
  })

  it.each(["text", 5, ["a"]])("refuses the section %j", (wolffpay) => {
    expect(parseOptions({ wolffpay }, {}, true).problems).toEqual([
      "wolffpay must be an object of options.",
    ])
  })

  it("takes the public address from Medusa's own setting when there is no other", () => {
    const env = { MEDUSA_BACKEND_URL: "https://medusa.example.com" }
    expect(parseOptions({}, env).options.publicUrl).toBe("https://medusa.example.com")
    expect(parseOptions({ publicUrl: "https://a.example.com" }, env).options.publicUrl).toBe(
      "https://a.example.com"
    )
    // Nothing in online payments needs an address, so Medusa's own setting stops no boot.
    const unusable = { MEDUSA_BACKEND_URL: "localhost:9000" }
    expect(parseOptions({ wolffpay: required }, unusable)).toMatchObject({
      options: { publicUrl: undefined },
      problems: [],
    })
    expect(parseOptions({ publicUrl: "shop" }, {}).problems).toEqual([
      'publicUrl (WOLFFPAY_PUBLIC_URL) must be an http or https address, not "shop".',
    ])
  })
})
