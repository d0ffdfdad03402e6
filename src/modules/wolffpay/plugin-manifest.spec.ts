import fs from "node:fs"
import path from "node:path"
import { z } from "@medusajs/framework/zod"
import { WOLFFPAY_EVENTS } from "./events"
import { BILLINK_ENVIRONMENT, BILLINK_KEYS, parseOptions } from "./options"
import { WOLFFPAY_ENVIRONMENT } from "./options/parse-options"
import { PAYMENT_METHOD_TYPES } from "./options/types"
import { PLUGIN_VERSION } from "./plugin-version"
import { BILLINK_PROVIDER_ID, ONLINE_PROVIDER_ID, TERMINAL_PROVIDER_ID } from "./provider-id"

const ROOT = path.resolve(__dirname, "../../..")
const readJson = (file: string): unknown =>
  JSON.parse(fs.readFileSync(path.join(ROOT, file), "utf8"))

const manifest = z
  .object({
    name: z.string(),
    version: z.string(),
    providers: z.array(z.object({ id: z.string(), entry_id: z.string() }).passthrough()),
    options: z.array(
      z
        .object({
          name: z.string(),
          environment: z.string().nullable(),
          required: z.boolean(),
          secret: z.boolean().optional(),
          type: z.string(),
          values: z.array(z.string()).optional(),
          minimum: z.number().optional(),
          maximum: z.number().optional(),
          default: z.union([z.string(), z.number(), z.boolean(), z.null()]),
          description: z.string().min(1),
        })
        .passthrough()
    ),
    webhooks: z.array(
      z.object({ method: z.string(), path: z.string(), events: z.array(z.string()) })
    ),
    browser_routes: z.array(z.object({ method: z.string(), path: z.string() })),
    store_routes: z.array(z.object({ method: z.string(), path: z.string() })),
    admin_routes: z.array(z.object({ method: z.string(), path: z.string() })),
    events: z.array(z.object({ name: z.string(), data: z.array(z.string()) }).passthrough()),
  })
  .parse(readJson("medusa-plugin.json"))
const manifestPackage = z
  .object({ name: z.string(), version: z.string() })
  .parse(readJson("package.json"))

const REQUIRED = { apiKey: "wp_test_0123456789abcdef", webhookSecret: "whsec_test_manifest" }
const ours = manifest.options.filter(({ name }) => name.startsWith("wolffpay."))
const keyOf = (name: string) => name.replace("wolffpay.", "")

describe("medusa-plugin.json", () => {
  it("has the package's name and version, and so has the code", () => {
    expect(manifest).toMatchObject(manifestPackage)
    expect(PLUGIN_VERSION).toBe(manifestPackage.version)
  })

  it("names the providers as Medusa will for ever", () => {
    expect(manifest.providers.map(({ id }) => id)).toEqual([
      ONLINE_PROVIDER_ID,
      TERMINAL_PROVIDER_ID,
      BILLINK_PROVIDER_ID,
    ])
    const entries = manifest.providers.map(({ entry_id }) => entry_id)
    expect(entries).toEqual(["wolffpay", "wolffpay", "billink"])
  })

  it("lists every option that the code knows, and no other", () => {
    const { wolffpay } = parseOptions({ wolffpay: REQUIRED }, {}).options
    const known = Object.keys(wolffpay ?? {}).map((key) =>
      key === "webhookSecrets" ? "webhookSecret" : key
    )
    expect(ours.map(({ name }) => keyOf(name)).sort()).toEqual(known.sort())
  })

  it("has the code's environment names", () => {
    const named = ours.flatMap(({ name, environment }) =>
      environment ? [[keyOf(name), environment]] : []
    )
    expect(Object.fromEntries(named)).toEqual(WOLFFPAY_ENVIRONMENT)
  })

  it("has the code's defaults", () => {
    const { wolffpay } = parseOptions({ wolffpay: REQUIRED }, {}).options
    const defaults = Object.entries(wolffpay ?? {})
    for (const { name, default: value, required } of ours) {
      const found = defaults.find(([key]) => key === keyOf(name))?.[1]
      if (!required && value !== null) {
        expect([name, found]).toEqual([name, value])
      }
    }
    expect(wolffpay).toMatchObject({ paymentMethodTypes: undefined, orderOnProcessing: false })
  })

  it.each(ours.filter(({ required }) => required).map(({ name }) => name))(
    "says rightly that %s is required",
    (name) => {
      const without = { ...REQUIRED, [keyOf(name)]: undefined }
      const { problems } = parseOptions({ wolffpay: without }, {}, true)
      expect(problems).toEqual([expect.stringContaining(name)])
    }
  )

  it.each(ours.filter(({ minimum }) => minimum !== undefined))(
    "has the bounds of $name",
    ({ name, minimum = 0, maximum = 0 }) => {
      const problemsOf = (value: number) =>
        parseOptions({ wolffpay: { ...REQUIRED, [keyOf(name)]: value } }, {}).problems
      expect([minimum, maximum].flatMap(problemsOf)).toEqual([])
      expect([minimum - 1, maximum + 1].flatMap(problemsOf)).toHaveLength(2)
    }
  )

  it("has the methods that the code takes", () => {
    const methods = ours.find(({ name }) => name === "wolffpay.paymentMethodTypes")
    expect(methods?.values).toEqual([...PAYMENT_METHOD_TYPES])
  })

  it("marks every secret", () => {
    const secret = ours.filter((option) => option.secret).map(({ name }) => name)
    expect(secret).toEqual(["wolffpay.apiKey", "wolffpay.webhookSecret"])
  })

  describe("for Billink", () => {
    const billink = manifest.options.filter(({ name }) => name.startsWith("billink."))
    const shortName = (name: string) => name.replace("billink.", "")
    const given = {
      username: "a",
      id: "b",
      webhookToken: "t".repeat(32),
      storefrontUrl: "https://shop.example.com",
    }
    const parse = (over: Record<string, unknown> = {}) =>
      parseOptions({ publicUrl: "https://a.example.com", billink: { ...given, ...over } }, {})

    it("lists every option that the code knows, with its environment name", () => {
      expect(billink.map(({ name }) => shortName(name)).sort()).toEqual([...BILLINK_KEYS].sort())
      const named = billink.flatMap(({ name, environment }) =>
        environment ? [[shortName(name), environment]] : []
      )
      expect(Object.fromEntries(named)).toEqual(BILLINK_ENVIRONMENT)
    })

    it("says rightly what is required", () => {
      const required = billink.filter((option) => option.required).map(({ name }) => name)
      expect(required.map(shortName).sort()).toEqual(Object.keys(given).sort())
      const problems = required.flatMap((name) => parse({ [shortName(name)]: "" }).problems)
      expect(problems.map((problem) => problem.split(" ")[0])).toEqual(required)
    })

    it("has the code's defaults, bounds and choices", () => {
      const { billink: options } = parse().options
      const flat: Record<string, unknown> = {
        ...options,
        webhookSignatureHeader: options?.adapter.webhook.signatureHeader,
        webhookTimestampHeader: options?.adapter.webhook.timestampHeader,
        webhookSecretEncoding: options?.adapter.webhook.secretEncoding,
      }
      for (const { name, default: value, minimum, maximum, values } of billink) {
        const key = shortName(name)
        const good = [minimum, maximum, ...(values ?? [])].filter((one) => one !== undefined)
        expect([key, value ?? flat[key]]).toEqual([key, flat[key]])
        expect(good.flatMap((one) => parse({ [key]: one }).problems)).toEqual([])
        const bad = minimum === undefined || maximum === undefined ? [] : [minimum - 1, maximum + 1]
        expect(bad.flatMap((one) => parse({ [key]: one }).problems)).toHaveLength(bad.length)
      }
    })

    it("marks every secret", () => {
      expect(billink.filter(({ secret }) => secret).map(({ name }) => shortName(name))).toEqual([
        "username",
        "id",
        "webhookToken",
        "webhookSecret",
      ])
    })
  })

  it("names the events that the code emits", () => {
    expect(manifest.events.map(({ name }) => name).sort()).toEqual(
      Object.values(WOLFFPAY_EVENTS).sort()
    )
  })

  it("names every route, and each one exists", () => {
    const { webhooks, browser_routes, store_routes, admin_routes } = manifest
    const declared = [...webhooks, ...browser_routes, ...store_routes, ...admin_routes]
    const api = path.join(ROOT, "src/api")
    const files = fs.readdirSync(api, { recursive: true, encoding: "utf8" })
    const found = files
      .filter((file) => path.basename(file) === "route.ts")
      .flatMap((file) => {
        const text = fs.readFileSync(path.join(api, file), "utf8")
        const url = `/${path.dirname(file).split(path.sep).join("/")}`.replace(/\[(\w+)\]/g, ":$1")
        const methods = text.matchAll(
          /export (?:async function|const) (GET|POST|PUT|PATCH|DELETE)\b/g
        )
        return [...methods].map(([, method]) => `${method} ${url}`)
      })
    expect(declared.map(({ method, path: url }) => `${method} ${url}`).sort()).toEqual(found.sort())
  })
})
