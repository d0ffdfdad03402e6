import { execFileSync } from "node:child_process"
import fs from "node:fs"
import path from "node:path"
import { BareApp, PLUGIN } from "../support/bare-app"

const TSC = "typescript/bin/tsc"

const CONSUMER = `
import type { Client } from "@medusajs/js-sdk"
import { createStoreClient, createWolffPay, type CheckoutResult } from "${PLUGIN}/storefront"
import { useCheckout, useReturn, WolffPayElements } from "${PLUGIN}/storefront/react"

declare const sdk: { client: Client }
export const wolffpay = createWolffPay({
  client: sdk.client,
  messages: { declined: "No.", nl: { declined: "Nee." } },
})
export const other = createWolffPay({
  client: createStoreClient({ baseUrl: "http://localhost:9000", publishableKey: "pk_1" }),
  locale: "nl",
})
export async function pay(): Promise<string> {
  const result: CheckoutResult = await wolffpay.finish("cart_1")
  return result.status === "order" ? result.order.id : result.message
}
export const parts = { useCheckout, useReturn, WolffPayElements }
export const wrong: number = wolffpay.locale
`

describe("The storefront entries of the packed plugin", () => {
  let app: BareApp

  beforeAll(() => {
    app = new BareApp()
    app.writeManifest("module")
  })

  afterAll(() => app.remove())

  const built = () => app.packed.filter((file) => file.startsWith(".medusa/storefront/"))
  const read = (file: string) => fs.readFileSync(path.join(app.plugin, file), "utf8")

  it("hold code and types, no tests", () => {
    expect(built().length).toBeGreaterThan(10)
    expect(built().filter((file) => !/(\.js|\.d\.ts|\/package\.json)$/.test(file))).toEqual([])
    expect(built().filter((file) => /spec|__fixtures__/.test(file))).toEqual([])
  })

  it("import nothing but Stripe's packages and React, all of them optional peers", () => {
    const imported = built()
      .filter((file) => file.endsWith(".js"))
      .flatMap((file) => [...read(file).matchAll(/(?:from |import\()"([^"]+)"/g)])
      .map(([, name]) => name ?? "")
      .filter((name) => !/^\.{1,2}\/.+\.js$/.test(name))
    expect([...new Set(imported)].sort()).toEqual([
      "@stripe/react-stripe-js",
      "@stripe/stripe-js",
      "react",
      "react/jsx-runtime",
    ])
    const { peerDependencies, peerDependenciesMeta } = JSON.parse(read("package.json"))
    for (const name of ["@stripe/react-stripe-js", "@stripe/stripe-js", "react"]) {
      expect(peerDependencies).toHaveProperty([name])
      expect(peerDependenciesMeta).toHaveProperty([name], { optional: true })
    }
  })

  it("tell Next.js that the React part runs in the browser", () => {
    const react = built().filter((file) => /\/react\/.+\.js$/.test(file))
    expect(react.filter((file) => !read(file).startsWith('"use client";'))).toEqual([])
  })

  it("are found by plain Node", () => {
    app.write(
      "import.js",
      `import { createWolffPay } from "${PLUGIN}/storefront"
       import { WolffPayElements } from "${PLUGIN}/storefront/react"
       console.log(typeof createWolffPay, typeof WolffPayElements)`
    )
    const file = path.join(app.directory, "import.js")
    expect(execFileSync(process.execPath, [file], { encoding: "utf8" })).toBe("function function\n")
  })

  it.each([
    ["node16", "node16"],
    ["bundler", "esnext"],
    // Medusa's Next.js starter; knows no exports map.
    ["node10", "esnext"],
  ])(
    "have types under moduleResolution %s that the SDK's client fits",
    async (resolution, module) => {
      app.write("consumer.ts", CONSUMER)
      const { output } = await app.run([
        TSC,
        ...["--noEmit", "--strict", "--skipLibCheck", "--target", "es2022", "--jsx", "react-jsx"],
        ...["--lib", "es2022,dom,dom.iterable", "--exactOptionalPropertyTypes"],
        ...["--module", module, "--moduleResolution", resolution, "consumer.ts"],
      ])
      // Only the line that is wrong is refused: nothing is any.
      const errors = output.split("\n").filter((line) => line.includes("error TS"))
      expect(errors).toEqual([expect.stringMatching(/TS2322: Type 'string' is not/)])
    }
  )
})
