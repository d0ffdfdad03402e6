import path from "node:path"
import type { AxiosInstance } from "axios"
import type { MedusaContainer } from "@medusajs/framework/types"
import { medusaIntegrationTestRunner } from "@medusajs/test-utils"
import { restartClient } from "./plugin-options"
import { ShopSandbox } from "./sandbox"
import { seedShop } from "./seed"
import { seededTemplate } from "./seeded-template"
import { Shop } from "./shop"

const APP = path.resolve(__dirname, "../app")

type MedusaSuite = Parameters<Parameters<typeof medusaIntegrationTestRunner>[0]["testSuite"]>[0]

/** Its members are ready inside hooks and tests, not while the tests are being defined. */
export interface ShopSuite {
  readonly api: AxiosInstance
  readonly shop: Shop
  readonly sandbox: ShopSandbox
  readonly container: MedusaContainer
  /** Where this Medusa listens, without a slash at the end. */
  readonly baseUrl: string
  readonly medusa: MedusaSuite
}

interface ShopOptions {
  /** The merchant's environment, on top of the sandbox's keys and address. */
  env?: Record<string, string>
  /** The plugin's options in medusa-config, e.g. { wolffpay: { captureMethod: "manual" } }. */
  pluginOptions?: Record<string, unknown>
  /** The sandbox lists every call that breaks a documented rule; a test leaves none behind unless it says so here. */
  allowViolations?: boolean
  /** Runs before Medusa boots; gives more of the merchant's environment, and what ends it. */
  prepare?: () => Promise<{ env: Record<string, string>; close: () => Promise<void> }>
}

/**
 * One Medusa with the plugin, one seeded shop and one WolffPay sandbox for all tests of a file.
 * Every test starts from the database as it was seeded, and from an empty sandbox.
 */
export function describeShop(
  name: string,
  body: (suite: ShopSuite) => void,
  { env = {}, pluginOptions = {}, allowViolations = false, prepare }: ShopOptions = {}
) {
  describe(name, () => {
    let sandbox: ShopSandbox | undefined
    let restoreEnvironment = () => {}
    let prepared: Awaited<ReturnType<NonNullable<typeof prepare>>> | undefined
    beforeAll(async () => {
      sandbox = await ShopSandbox.start()
      prepared = await prepare?.()
      restoreEnvironment = useEnvironment({
        ...sandbox.environment,
        ...prepared?.env,
        ...env,
        TEST_PLUGIN_OPTIONS: JSON.stringify(pluginOptions),
      })
    })
    afterAll(async () => {
      await sandbox?.close()
      await prepared?.close()
      restoreEnvironment()
    })
    medusaIntegrationTestRunner({
      cwd: APP,
      inApp: true,
      hooks: { beforeServerStart: trustDatabaseUrl },
      testSuite: (medusa) => {
        const suite = new RunningShop(medusa, () => ready("sandbox", sandbox))
        beforeAll(() => suite.open())
        beforeEach(() => suite.reset())
        afterEach(() => {
          if (!allowViolations) {
            expect(suite.sandbox.violations).toEqual([])
          }
        })
        body(suite)
      },
    })
  })
}

class RunningShop implements ShopSuite {
  private opened: Shop | undefined

  constructor(
    readonly medusa: MedusaSuite,
    private readonly getSandbox: () => ShopSandbox
  ) {}

  async open() {
    const seeded = seededTemplate()?.seeded ?? (await seedShop(this.container))
    this.opened = await Shop.open(this.api, this.medusa.getContainer, seeded)
  }

  /** The database is already as it was seeded. The plugin's budget would outlive a test, and the next one would wait for it. */
  async reset() {
    restartClient(this)
    this.shop.useReadyCarts(seededTemplate()?.carts ?? [])
    await this.sandbox.reset(this.baseUrl)
  }

  get api() {
    return this.medusa.api as AxiosInstance
  }

  get container() {
    return this.medusa.getContainer()
  }

  get shop() {
    return ready("shop", this.opened)
  }

  get sandbox() {
    return this.getSandbox()
  }

  get baseUrl() {
    return String(this.api.defaults.baseURL)
  }
}

function ready<T>(what: string, value: T | undefined): T {
  if (value === undefined) {
    throw new Error(`The ${what} is ready only inside hooks and tests`)
  }
  return value
}

/** Medusa's test utilities ask every database that is not on localhost for SSL; a DATABASE_URL says itself what it needs. */
async function trustDatabaseUrl(container: MedusaContainer) {
  const { projectConfig } = container.resolve("configModule")
  if (process.env.DATABASE_URL && !/sslmode=(require|verify)/.test(process.env.DATABASE_URL)) {
    projectConfig.databaseDriverOptions = {}
  }
}

function useEnvironment(values: Record<string, string>) {
  const before = Object.keys(values).map((key) => [key, process.env[key]] as const)
  Object.assign(process.env, values)
  return () => {
    for (const [key, value] of before) {
      if (value === undefined) {
        Reflect.deleteProperty(process.env, key)
      } else {
        process.env[key] = value
      }
    }
  }
}
