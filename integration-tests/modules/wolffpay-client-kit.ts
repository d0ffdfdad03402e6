import { randomUUID } from "node:crypto"
import { createServer, type IncomingHttpHeaders } from "node:http"
import type { AddressInfo } from "node:net"
import {
  type SandboxOptions,
  startWolffPaySandbox,
  type WolffPaySandbox,
} from "../../sandbox/wolffpay"
import type { Lane, RequestBudget } from "../../src/clients/http"
import {
  type CallOptions,
  type CreatePaymentInput,
  WolffPayClient,
} from "../../src/clients/wolffpay"

export const order: CreatePaymentInput = {
  amount: 5_000,
  currency: "eur",
  description: "Order 12345",
}
export type Hook = { headers: IncomingHttpHeaders; rawBody: Buffer }

/** Of the running test. */
export let sandbox: WolffPaySandbox
export let client: WolffPayClient
/** The webhooks that arrived, as they arrived. */
export let hooks: Hook[] = []

const unlimited: RequestBudget = { acquire: async () => undefined, report: () => undefined }

const shop = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on("data", (chunk: Buffer) => chunks.push(chunk))
  request.on("end", () => {
    hooks.push({ headers: request.headers, rawBody: Buffer.concat(chunks) })
    response.end("{}")
  })
})

/** A fresh sandbox and a client of it for every test of the file, and a server that takes its webhooks. */
export function useSandbox(): void {
  beforeAll(async () => {
    await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve))
  })
  afterAll(async () => {
    await new Promise((resolve) => shop.close(resolve))
  })
  beforeEach(async () => {
    hooks = []
    await start({ requestsPerMinute: 1_000 })
  })
  afterEach(async () => {
    await sandbox.close()
  })
}

export async function restartSandbox(options: SandboxOptions): Promise<void> {
  await sandbox.close()
  await start(options)
}

async function start(options: SandboxOptions): Promise<void> {
  const { port } = shop.address() as AddressInfo
  sandbox = await startWolffPaySandbox({
    apiKeys: ["wp_test_0123456789abcdef", "wp_live_fedcba9876543210"],
    webhookUrl: `http://127.0.0.1:${port}/hooks/wolffpay`,
    webhookSecret: "whsec_test0123456789",
    ...options,
  })
  client = connect()
}

export function connect(
  options: { apiKey?: string; budget?: RequestBudget; timeoutMs?: number } = {}
): WolffPayClient {
  return new WolffPayClient({
    apiKey: sandbox.apiKey,
    baseUrl: sandbox.url,
    timeoutMs: 2_000,
    budget: unlimited,
    version: "0.0.0-test",
    // Full speed: how long to wait is proved elsewhere, by an injected clock.
    sleep: async () => undefined,
    ...options,
  })
}

export const get = (lane: Lane = "checkout"): CallOptions => ({ lane })
export const post = (idempotencyKey: string = randomUUID()): CallOptions => ({
  lane: "checkout",
  idempotencyKey,
})

export const state = () => sandbox.control.state()
/** The calls that reached the API, oldest first. */
export const sent = () => state().requests.filter((request) => request.path.startsWith("/api"))

export async function pay(
  created: { clientSecret: string },
  outcome = "succeed",
  method = "card"
): Promise<void> {
  await sandbox.control.pay({ clientSecret: created.clientSecret, method, outcome })
}
