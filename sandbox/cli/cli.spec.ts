import { createServer } from "node:net"
import type { AddressInfo } from "node:net"
import { onEnd } from "../wolffpay/testing/support"
import { DEFAULT_API_KEY, DEFAULT_WEBHOOK_SECRET, startWolffPaySandbox } from "../wolffpay"
import { DEFAULT_ACCOUNT } from "../billink"
import { readArguments } from "./arguments"
import { DEMO_TOKEN } from "./billink-arguments"
import { run } from "./run"

async function start(...argv: string[]) {
  const out: string[] = []
  const err: string[] = []
  const result = await run(argv, { out: (text) => out.push(text), err: (text) => err.push(text) })
  if (typeof result !== "number") onEnd(() => result.close())
  return { result, out: out.join(""), err: err.join("") }
}

describe("the command", () => {
  it("has defaults", () => {
    expect(readArguments([])).toMatchObject({
      wolffpay: { port: 4010, stateFile: ".wolffpay-sandbox.json" },
      billink: { port: 4020, stateFile: ".billink-sandbox.json", settings: {} },
    })
    expect(readArguments(["--state-file", "none"])).toMatchObject({
      wolffpay: { stateFile: undefined },
      billink: { stateFile: undefined },
    })
  })

  it("takes every option", () => {
    const line =
      "--port 0 --host ::1 --webhook-url http://localhost:9000/hooks/wolffpay --webhook-secret whsec_1 " +
      "--api-key wp_test_00000000 --api-key wp_live_00000000 --state-file s.json --requests-per-minute 20"
    const read = readArguments(line.split(" "))
    expect(read).toMatchObject({ billink: { port: 0, host: "::1", stateFile: "s-billink.json" } })
    expect(read === "help" ? read : read.wolffpay).toEqual({
      port: 0,
      readers: [
        { id: "tmr_demo_toonbank", label: "Toonbank" },
        { id: "tmr_demo_balie", label: "Balie" },
      ],
      host: "::1",
      webhookUrl: "http://localhost:9000/hooks/wolffpay",
      webhookSecret: "whsec_1",
      apiKeys: ["wp_test_00000000", "wp_live_00000000"],
      stateFile: "s.json",
      requestsPerMinute: 20,
    })
  })

  it("takes every option of Billink", () => {
    const url = "http://localhost:9000/hooks/billink/secret-token"
    const line =
      `--billink-port 4999 --billink-webhook-url ${url}/ --billink-webhook-secret c2VjcmV0 ` +
      "--billink-username shop --billink-id 0123456789 --billink-state-file none"
    expect(readArguments(line.split(" "))).toMatchObject({
      billink: {
        port: 4999,
        username: "shop",
        id: "0123456789",
        stateFile: undefined,
        settings: {
          sessionWebhookV3Url: `${url}/session`,
          orderWebhookV3Url: `${url}/order`,
          webhookSecret: "c2VjcmV0",
        },
      },
    })
    expect(readArguments(["--no-billink"])).toMatchObject({ billink: undefined })
  })

  it("Billink's webhooks go to the same Medusa as WolffPay's", () => {
    const argv = ["--port", "5000", "--webhook-url", "http://localhost:9000/hooks/wolffpay"]
    const base = `http://localhost:9000/hooks/billink/${DEMO_TOKEN}`
    expect(readArguments(argv)).toMatchObject({
      billink: {
        port: 5010,
        settings: { sessionWebhookUrl: `${base}/session`, orderWebhookUrl: `${base}/order` },
      },
    })
    const other = ["--webhook-url", "http://localhost:9000/elsewhere"]
    expect(readArguments(other)).toMatchObject({ billink: { settings: {} } })
  })

  it.each([
    [["--port", "http"], "--port must be a whole number"],
    [["--port", "65536"], "--port must be a whole number"],
    [["--port", "-1"], "--port"],
    [["--requests-per-minute", "0"], "--requests-per-minute must be"],
    [["--webhook-url", "localhost:9000"], "--webhook-url must be"],
    [["--webhook-secret", ""], "--webhook-secret must not be empty"],
    [["--api-key", "sk_test_1"], "--api-key must be wp_test_"],
    [["--state-file", " "], "--state-file must not be empty"],
    [["--billink-port", "x"], "--billink-port must be a whole number"],
    [["--billink-webhook-url", "http://shop.example/hooks"], "--billink-webhook-url must be https"],
    [["--billink-id", "short"], "--billink-id must have"],
    [["--billink-username", ""], "--billink-username must not be empty"],
    [["--colour"], "--colour"],
    [["serve"], "serve"],
  ])("%j is explained and ends with 2", async (argv, text) => {
    const { result, err } = await start(...argv)
    expect(result).toBe(2)
    expect(err).toContain(text)
    expect(err).toContain("--help")
  })

  it("prints its help", async () => {
    const { result, out } = await start("--help")
    expect(result).toBe(0)
    for (const option of ["--port", "--webhook-url", "--api-key", "--billink-port"]) {
      expect(out).toContain(option)
    }
  })

  it("starts and prints the lines for the environment", async () => {
    const { result, out } = await start("--port", "0", "--state-file", "none")
    if (typeof result === "number") throw new Error("it did not start")
    expect(out).toContain(`WOLFFPAY_BASE_URL=${result.wolffpay.url}\n`)
    expect(out).toContain(`BILLINK_BASE_URL=${result.billink?.url}\n`)
    expect(out).toContain(`BILLINK_USERNAME=${DEFAULT_ACCOUNT.username}\n`)
    expect(out).toContain(`BILLINK_ID=${DEFAULT_ACCOUNT.id}\n`)
    expect(out).toContain(`WOLFFPAY_API_KEY=${DEFAULT_API_KEY}\n`)
    expect(out).toContain(`WOLFFPAY_WEBHOOK_SECRET=${DEFAULT_WEBHOOK_SECRET}\n`)
    expect(DEFAULT_API_KEY).toMatch(/^wp_test_[0-9a-f]{32}$/)
  })

  it("says what to do about a taken port", async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve))
    onEnd(() => new Promise((resolve) => other.close(resolve)))
    const port = String((other.address() as AddressInfo).port)
    const { result, err } = await start("--port", port, "--state-file", "none")
    expect(result).toBe(1)
    expect(err).toContain(`Port ${port} is taken`)
    expect(err).toContain("--port")
    const billink = await start("--port", "0", "--billink-port", port, "--state-file", "none")
    expect(billink.result).toBe(1)
    expect(billink.err).toContain("choose another with --billink-port")
  })

  it("starts WolffPay alone when asked to", async () => {
    const { result, out } = await start("--port", "0", "--state-file", "none", "--no-billink")
    expect(result).toMatchObject({ billink: undefined })
    expect(out).not.toContain("BILLINK")
  })

  it("prints the token and the secret that the shop has to know", async () => {
    const { out } = await start(
      ..."--port 0 --state-file none --billink-webhook-secret c2VjcmV0".split(" "),
      ..."--webhook-url http://localhost:9/hooks/wolffpay".split(" ")
    )
    expect(out).toContain(`BILLINK_WEBHOOK_TOKEN=${DEMO_TOKEN}\n`)
    expect(out).toContain("BILLINK_WEBHOOK_SECRET=c2VjcmV0\n")
  })
})

describe("the options of a start in a program", () => {
  it.each([
    [{ apiKeys: [] }, "at least one key"],
    [{ apiKeys: ["wp_test_XYZ"] }, "an API key must be"],
    [{ port: 70_000 }, "port must be"],
    [{ requestsPerMinute: 0 }, "requestsPerMinute must be"],
    [{ retrySchedule: [-1] }, "retrySchedule must be"],
    [{ webhookUrl: "localhost" }, "webhookUrl must be"],
    [{ webhookSecret: "" }, "webhookSecret must not be empty"],
  ])("%j is refused", async (options, text) => {
    await expect(startWolffPaySandbox(options)).rejects.toThrow(text)
  })

  it("closing twice and closing with open calls is fine", async () => {
    const sandbox = await startWolffPaySandbox()
    await sandbox.close()
    await sandbox.close()
    await expect(fetch(sandbox.url)).rejects.toThrow()
  })
})
