import { randomBytes } from "node:crypto"
import { createDatabase } from "../support/database"
import { ShopProcess } from "../support/shop-process"

const KEY = "wp_test_0123456789abcdef"
const GOOD = { WOLFFPAY_API_KEY: KEY, WOLFFPAY_WEBHOOK_SECRET: "whsec_test_boot" }

/** A real Medusa, started as a merchant starts it: a wrong option must stop it, not a later checkout. */
describe("The boot of a shop", () => {
  let database: Awaited<ReturnType<typeof createDatabase>> | undefined
  const running: ShopProcess[] = []

  function shop(env: Record<string, string>, options: object = {}) {
    const made = new ShopProcess({
      SHOP_DATABASE_URL: database?.url ?? "",
      REDIS_URL: "",
      LOG_LEVEL: "warn",
      WOLFFPAY_API_KEY: "",
      WOLFFPAY_WEBHOOK_SECRET: "",
      TEST_PLUGIN_OPTIONS: JSON.stringify(options),
      ...env,
    })
    running.push(made)
    return made
  }
  const start = async (env: Record<string, string>, options: object = {}) => {
    const made = shop(env, options)
    const outcome = await made.start().then(
      () => "started",
      (error: Error) => error.message
    )
    return `${outcome}\n${made.log}`
  }

  beforeAll(async () => {
    database = await createDatabase(`boot-${randomBytes(6).toString("hex")}`)
    await shop(GOOD).migrate()
  })
  afterEach(async () => {
    await Promise.all(running.splice(0).map((one) => one.kill()))
  })
  afterAll(() => database?.drop())

  it("stops with one sentence for each missing key", async () => {
    const said = await start({})
    expect(said).not.toMatch(/^started/)
    expect(said).toMatch(/wolffpay\.apiKey \(WOLFFPAY_API_KEY\) [^\n]+\./)
    expect(said).toMatch(/wolffpay\.webhookSecret \(WOLFFPAY_WEBHOOK_SECRET\) [^\n]+\./)
  })

  it("stops with one sentence for each wrong option, and shows no key (contract 4.10)", async () => {
    const key = "sk_live_0123456789abcdef"
    const options = { wolffpay: { apiKey: key, captureMethod: "later", timeoutMs: 0 } }
    const said = await start({ ...GOOD, WOLFFPAY_BASE_URL: "http://api.example.com" }, options)
    expect(said).not.toMatch(/^started/)
    expect(said).toMatch(
      /wolffpay\.apiKey \(WOLFFPAY_API_KEY\) must start with wp_live_ or wp_test_/
    )
    expect(said).toMatch(/wolffpay\.captureMethod [^\n]+one of automatic, manual/)
    expect(said).toMatch(/wolffpay\.timeoutMs [^\n]+whole number/)
    expect(said).toMatch(/wolffpay\.baseUrl [^\n]+https address/)
    expect(said).not.toContain(key)
  })

  it("goes through with two keys, and warns of test money in production (R18)", async () => {
    const said = await start({ ...GOOD, NODE_ENV: "production" })
    expect(said).toMatch(/^started/)
    expect(said).toMatch(/NODE_ENV is production but wolffpay\.apiKey is a test key/)
    expect(said).not.toContain(KEY)
  })
})
