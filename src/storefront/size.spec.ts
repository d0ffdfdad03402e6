import { gzipSync } from "node:zlib"

const MOST = 5000
// A bundler of its own, on machines with two busy cores.
jest.setTimeout(60_000)

/** Bundled and minified as a shop does it, without Stripe's packages and without what a bundler adds for itself. */
async function bundle(code: string): Promise<string> {
  const { build, transformWithEsbuild } = await import("vite")
  const entry = `${__dirname}/a-shop.ts`
  const output = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      target: "es2022",
      lib: { entry, formats: ["es"] },
      rollupOptions: { external: [/^@stripe\//, /^react/] },
    },
    plugins: [
      {
        name: "a-shop",
        enforce: "pre",
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) => (id === entry ? code : undefined),
      },
    ],
  })
  const [built] = output as unknown as { output: { code: string }[] }[]
  const chunks = built?.output ?? []
  expect(chunks).toHaveLength(1)
  return (await transformWithEsbuild(chunks[0]?.code ?? "", "x.js", { minify: true })).code
}

const entry = JSON.stringify(`${__dirname}/index.ts`)

describe("The storefront module in a shop's bundle", () => {
  it("is at most five kilobytes, gzipped", async () => {
    const code = await bundle(`export * from ${entry}`)
    expect(code).toContain("cart_already_paid")
    expect(gzipSync(code, { level: 9 }).byteLength).toBeLessThanOrEqual(MOST)
  })

  it("leaves out what a shop does not use", async () => {
    const code = await bundle(`export { WOLFFPAY_PROVIDER_ID } from ${entry}`)
    expect(code.length).toBeLessThan(100)
  })
})
