import checkConfiguration, { readPaymentListing } from "./check-configuration"

const RESOLVE = "medusa-plugin-wolffpay/providers/wolffpay"
const listed = (over: object = {}, provider: object = {}) => ({
  payment: {
    dependencies: ["wolffpay"],
    options: { providers: [{ resolve: RESOLVE, id: "wolffpay", ...provider }] },
    ...over,
  },
})

describe("readPaymentListing", () => {
  it.each([
    RESOLVE,
    "./src/providers/wolffpay",
    "/shop/node_modules/medusa-plugin-wolffpay/providers/wolffpay",
    "C:\\shop\\providers\\wolffpay",
  ])("finds the provider by %s", (resolve) => {
    expect(readPaymentListing(listed({}, { resolve }))).toEqual({
      wolffpay: true,
      id: "wolffpay",
      injected: true,
    })
  })

  it.each([
    ["no dependencies", { dependencies: undefined }],
    ["other ones", { dependencies: ["cache"] }],
    ["none in a list", { dependencies: "wolffpay" }],
  ])("sees that the module is not injected: %s", (_name, over) => {
    expect(readPaymentListing(listed(over))).toMatchObject({ wolffpay: true, injected: false })
  })

  it.each([
    undefined,
    null,
    {},
    [],
    "text",
    { payment: null },
    { payment: { options: {} } },
    { payment: { options: { providers: "x" } } },
    { payment: { options: { providers: [null, 5, { resolve: "@medusajs/payment-stripe" }] } } },
    { payment: { options: { providers: [{ resolve: "other/providers/wolffpay-terminal" }] } } },
  ])("finds nothing in %j", (modules) => {
    expect(readPaymentListing(modules)).toMatchObject({ wolffpay: false, injected: false })
  })
})

describe("checkConfiguration", () => {
  const before = { ...process.env }
  afterEach(() => {
    process.env = { ...before }
  })
  const warned: string[] = []
  const run = (options: Record<string, unknown>, modules: unknown) => {
    warned.length = 0
    const registered: Record<string, unknown> = {
      configModule: { modules },
      logger: { warn: (line: string) => warned.push(line) },
    }
    return checkConfiguration({
      container: { resolve: (name: string) => registered[name] },
      options,
    } as never)
  }
  const keys = { apiKey: "wp_test_0123456789abcdef", webhookSecret: "whsec_test_boot" }

  it("lets a well configured shop start", async () => {
    await expect(run({ wolffpay: keys }, listed())).resolves.toBeUndefined()
    expect(warned).toEqual([])
  })

  it("lets a shop start that does not use WolffPay", async () => {
    await expect(run({}, {})).resolves.toBeUndefined()
  })

  it("stops the boot with one sentence per problem", async () => {
    const modules = listed({ dependencies: [] }, { id: "wolf" })
    await expect(run({ wolffpay: { apiKey: "sk_1", timeoutMs: -1 } }, modules)).rejects.toThrow(
      /^medusa-plugin-wolffpay:\n(- [^\n]+\.\n){4}- [^\n]+\.$/
    )
  })

  describe("with the Billink provider", () => {
    const billink = {
      username: "a",
      id: "b",
      webhookToken: "t".repeat(32),
      storefrontUrl: "https://shop.example.com",
    }
    const publicUrl = "https://medusa.example.com"
    const provider = { resolve: "medusa-plugin-wolffpay/providers/billink", id: "billink" }
    const billinkOnly = (over: object = {}) =>
      listed({ options: { providers: [provider] }, ...over })

    it("lets a shop start that uses Billink only", async () => {
      await expect(run({ publicUrl, billink }, billinkOnly())).resolves.toBeUndefined()
    })

    it("wants it configured where it is listed, and nothing of WolffPay", async () => {
      await expect(run({ publicUrl }, billinkOnly())).rejects.toThrow(
        /^medusa-plugin-wolffpay:\n(- billink\.[^\n]+\.\n?){4}$/
      )
    })

    it("wants the module injected and the id that is for ever", async () => {
      const providers = [{ ...provider, id: "later" }]
      const modules = billinkOnly({ dependencies: [], options: { providers } })
      await expect(run({ publicUrl, billink }, modules)).rejects.toThrow(
        /lists the Billink provider, so it also needs dependencies[^]*another id than "billink"/
      )
    })

    it("takes both next to each other", async () => {
      const both = [{ resolve: RESOLVE, id: "wolffpay" }, provider]
      const modules = listed({ options: { providers: both } })
      await expect(run({ publicUrl, billink, wolffpay: keys }, modules)).resolves.toBeUndefined()
      await expect(run({ publicUrl, billink }, modules)).rejects.toThrow(/wolffpay\.apiKey/)
    })

    it("warns of Billink's staging in production (R18)", async () => {
      const staging = { publicUrl, billink: { ...billink, environment: "staging" } }
      await run(staging, billinkOnly())
      expect(warned).toEqual([])
      process.env.NODE_ENV = "production"
      await run(staging, billinkOnly())
      expect(warned).toEqual([expect.stringMatching(/is staging: no order will be billed/)])
      await run({ publicUrl, billink }, billinkOnly())
      expect(warned).toEqual([])
    })
  })

  it("warns of a test key in production (R18)", async () => {
    process.env.NODE_ENV = "production"
    await run({ wolffpay: keys }, listed())
    expect(warned).toEqual([expect.stringMatching(/is a test key: no real money will be taken/)])
    await run({ wolffpay: { ...keys, apiKey: "wp_live_0123456789abcdef" } }, listed())
    expect(warned).toEqual([])
  })
})
