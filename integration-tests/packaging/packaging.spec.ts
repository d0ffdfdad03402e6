import { once } from "node:events"
import fs from "node:fs"
import { builtinModules } from "node:module"
import { createServer, type AddressInfo } from "node:net"
import path from "node:path"
import { gzipSync } from "node:zlib"
import { BareApp, PLUGIN, ROOT } from "../support/bare-app"
import { createDatabase } from "../support/database"
import { ShopSandbox } from "../support/sandbox"
import { waitUntil } from "../support/wait"

async function freePort() {
  const server = createServer().listen(0)
  await once(server, "listening")
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, "close")
  return port
}

const MEDUSA = "@medusajs/cli/cli.js"
const TSC = "typescript/bin/tsc"
const BOOT_MS = 120_000
/** All screens of the admin together, before the admin's own build makes them smaller still. */
const ADMIN_GZIPPED = 40_000

describe("The packed plugin in a bare Medusa outside the repository", () => {
  let app: BareApp
  let manifest: Record<string, Record<string, string> | undefined>

  beforeAll(() => {
    app = new BareApp()
    manifest = JSON.parse(fs.readFileSync(path.join(app.plugin, "package.json"), "utf8"))
  })

  afterAll(() => app.remove())

  const read = (file: string) => fs.readFileSync(path.join(app.plugin, file), "utf8")

  describe("holds only what a merchant needs", () => {
    it("screens that an admin has loaded at once; Stripe's SDK is none of it", () => {
      const screens = read(".medusa/server/src/admin/index.mjs")
      expect(gzipSync(screens, { level: 9 }).length).toBeLessThan(ADMIN_GZIPPED)
      expect(screens).toContain('import("@stripe/terminal-js")')
      expect(screens).not.toMatch(/from ["']@stripe/)
    })

    it("compiled code, types and the documents of a package, and nothing else", () => {
      const expected = [
        /^(package\.json|medusa-plugin\.json|README\.md|CHANGELOG\.md|LICENSE)$/,
        /^\.medusa\/server\/src\/.+\.(js|mjs|d\.ts|json)$/,
        /^\.medusa\/sandbox\/.+\.(js|d\.ts)$/,
        /^\.medusa\/storefront\/(.+\.(js|d\.ts)|package\.json)$/,
      ]
      const others = app.packed.filter((file) => !expected.some((pattern) => pattern.test(file)))
      expect(others).toEqual([])
      expect(app.packed).toEqual(
        expect.arrayContaining([
          "README.md",
          "LICENSE",
          "CHANGELOG.md",
          "medusa-plugin.json",
          ".medusa/sandbox/bin.js",
          ".medusa/server/src/providers/wolffpay/index.js",
          ".medusa/server/src/modules/wolffpay/index.js",
          ".medusa/server/src/workflows/index.d.ts",
        ])
      )
    })

    it("no tests and no fixtures", () => {
      const tests = /\.spec\.|\.test\.|__tests__|__fixtures__|integration-tests|\/testing\//
      expect(app.packed.filter((file) => tests.test(file))).toEqual([])
    })

    it("no path of the machine that built it", () => {
      expect(app.packed.filter((file) => read(file).includes(ROOT))).toEqual([])
    })

    it("no key or secret of any account", () => {
      const secret = /wp_(live|test)_[0-9a-f]{8}|whsec_[0-9a-zA-Z]{8}/
      expect(app.packed.filter((file) => secret.test(read(file)))).toEqual([])
    })

    it("no install script that would run on the merchant's machine", () => {
      expect(manifest.scripts).not.toHaveProperty("preinstall")
      expect(manifest.scripts).not.toHaveProperty("install")
      expect(manifest.scripts).not.toHaveProperty("postinstall")
    })
  })

  it("imports nothing that its package.json does not ask for", () => {
    const known = new Set([
      ...Object.keys(manifest.dependencies ?? {}),
      ...Object.keys(manifest.peerDependencies ?? {}),
      ...builtinModules,
    ])
    const unknown = app.packed
      .filter((file) => /\.m?js$/.test(file))
      .flatMap((file) => importsOf(read(file)).map((name) => `${file}: ${name}`))
      .filter((line) => !known.has(line.split(": ")[1] ?? ""))
    expect(unknown).toEqual([])
  })

  it.each([
    ["node16", "commonjs"],
    ["bundler", "module"],
  ] as const)(
    "has types for every entry under moduleResolution %s",
    async (moduleResolution, type) => {
      const entries = ["providers/wolffpay", "modules/wolffpay", "workflows"]
      const lines = entries.map((entry, index) => {
        const name = `entry${index}`
        return `import * as ${name} from "${PLUGIN}/${entry}"\nexport const check${index}: keyof typeof ${name} = "nothing of this name"\n`
      })
      app.writeManifest(type)
      app.write("consumer.ts", lines.join(""))
      const module = moduleResolution === "node16" ? "node16" : "esnext"
      const options = [
        "--noEmit",
        "--strict",
        "--skipLibCheck",
        "--esModuleInterop",
        "--target",
        "es2021",
      ]
      const { output } = await app.run([
        TSC,
        ...options,
        "--module",
        module,
        "--moduleResolution",
        moduleResolution,
        "consumer.ts",
      ])
      // Only the wrong keys are refused, and as such: the entries are found and are not `any`.
      const errors = output.split("\n").filter((line) => line.includes("error TS"))
      expect(errors).toHaveLength(entries.length)
      expect(errors.every((line) => line.includes("TS2322"))).toBe(true)
    }
  )

  describe("boots", () => {
    let sandbox: ShopSandbox
    let database: Awaited<ReturnType<typeof createDatabase>>
    let environment: Record<string, string>

    beforeAll(async () => {
      app.writeManifest("commonjs")
      sandbox = await ShopSandbox.start()
      database = await createDatabase("packaging")
      environment = { ...sandbox.environment, SHOP_DATABASE_URL: database.url }
    })

    afterAll(async () => {
      await sandbox.close()
      await app.remove()
      await database.drop()
    })

    it(
      "refuses a key that is none, in one sentence that names the option",
      async () => {
        const { code, output } = await app.run([MEDUSA, "db:migrate"], {
          ...environment,
          WOLFFPAY_API_KEY: "sk_nonsense",
        })
        expect(code).not.toBe(0)
        expect(output).toContain("wolffpay.apiKey")
        expect(output).not.toContain("sk_nonsense")
      },
      BOOT_MS
    )

    it(
      "runs its migrations and serves its routes",
      async () => {
        const migration = await app.run([MEDUSA, "db:migrate"], environment)
        expect(migration).toMatchObject({ code: 0 })
        const tables = await database.query<{ name: string }>(
          "select tablename as name from pg_tables where tablename like 'wolffpay_%' order by 1"
        )
        expect(tables.map(({ name }) => name)).toEqual([
          "wolffpay_attention",
          "wolffpay_billink_credit",
          "wolffpay_billink_invoice",
          "wolffpay_health",
          "wolffpay_payment_intent",
          "wolffpay_refund",
          "wolffpay_terminal_reader",
          "wolffpay_terminal_sale",
          "wolffpay_webhook_event",
        ])

        const port = String(await freePort())
        const { child, output } = app.start([MEDUSA, "start"], { ...environment, PORT: port })
        const base = `http://localhost:${port}`
        await waitUntil(
          "Medusa answers",
          async () => {
            if (child.exitCode !== null) {
              return true
            }
            return (await fetch(`${base}/health`)).ok
          },
          BOOT_MS
        )
        if (child.exitCode !== null) {
          throw new Error(output())
        }
        const unsigned = await fetch(`${base}/hooks/wolffpay`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: "{}",
        })
        expect(unsigned.status).toBe(401)
        expect((await fetch(`${base}/admin/wolffpay/attention`)).status).toBe(401)

        const [key] = await database.query<{ token: string }>(
          "select token from api_key where type = 'publishable'"
        )
        const headers = { "x-publishable-api-key": key?.token ?? "" }
        const config = await fetch(`${base}/store/wolffpay/config`, { headers })
        expect(config.status).toBe(200)
        expect(Object.keys((await config.json()) as object).sort()).toEqual([
          "chargesEnabled",
          "stripeAccountId",
          "stripePublishableKey",
          "supportedPaymentMethods",
        ])
        const providers = await database.query<{ id: string }>(
          "select id from payment_provider where is_enabled order by id"
        )
        expect(providers.map(({ id }) => id)).toContain("pp_wolffpay_wolffpay")
      },
      BOOT_MS
    )
  })
})

/** The packages that compiled code asks for, without the part after the package's name. */
function importsOf(code: string) {
  const names = [...code.matchAll(/(?:require|import)\("([^."][^"]*)"\)/g)].map(
    (match) => match[1] ?? ""
  )
  return names.map((name) => {
    const [scope = "", rest = ""] = name.replace(/^node:/, "").split("/")
    return scope.startsWith("@") ? `${scope}/${rest}` : scope
  })
}
