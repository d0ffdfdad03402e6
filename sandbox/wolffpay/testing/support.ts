import type { IncomingHttpHeaders, Server } from "node:http"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import type { Response, Test } from "supertest"
import request from "supertest"
import type { SandboxOptions, WolffPaySandbox } from "../index"
import { startWolffPaySandbox } from "../index"

const cleanups: (() => Promise<unknown>)[] = []

export function onEnd(cleanup: () => Promise<unknown>): void {
  cleanups.push(cleanup)
}

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

/** A clock that only moves when the test says so. It begins at a whole second. */
export class ManualClock {
  ms = Date.UTC(2026, 0, 15, 10, 0, 0)
  readonly now = (): number => this.ms
}

export interface Started extends WolffPaySandbox {
  get: (path: string, key?: string) => Test
  post: (path: string, body?: object, idempotencyKey?: string, key?: string) => Test
  /** Creates a payment and gives its data. */
  payment: (body?: object) => Promise<CreatedPayment>
  paid: (body?: object) => Promise<CreatedPayment>
  refund: (body: object) => Promise<Response>
}

export interface CreatedPayment {
  id: string
  clientSecret: string
  amount: number
  status: string
}

let keys = 0
export const newKey = (): string => `test-key-${++keys}`

export async function start(options: SandboxOptions = {}): Promise<Started> {
  const sandbox = await startWolffPaySandbox(options)
  onEnd(() => sandbox.close())
  const get = (path: string, key = sandbox.apiKey) =>
    request(sandbox.url).get(path).set("Authorization", `Bearer ${key}`)
  const post = (path: string, body: object = {}, idempotencyKey = newKey(), key = sandbox.apiKey) =>
    request(sandbox.url)
      .post(path)
      .set("Authorization", `Bearer ${key}`)
      .set("Idempotency-Key", idempotencyKey)
      .send(body)
  const payment = async (body: object = {}): Promise<CreatedPayment> => {
    const answer = await post("/api/v1/payments", { amount: 5000, description: "Order 1", ...body })
    expect(answer.body).toMatchObject({ success: true })
    const { data } = answer.body as { data: CreatedPayment }
    return data
  }
  const paid = async (body: object = {}): Promise<CreatedPayment> => {
    const created = await payment(body)
    await sandbox.control.pay({
      clientSecret: created.clientSecret,
      method: "card",
      outcome: "succeed",
    })
    return created
  }
  const refund = (body: object) => post("/api/v1/refunds", body)
  return { ...sandbox, get, post, payment, paid, refund }
}

export const MANUAL = { captureMethod: "manual", paymentMethodTypes: ["card"] }

export interface Received {
  headers: IncomingHttpHeaders
  body: string
}

export interface Receiver {
  url: string
  received: Received[]
  /** Statuses of the next answers; 200 when none is left. "hang" never answers. */
  answers: (number | "hang")[]
  server: Server
}

/** A shop's webhook address. */
export async function receiver(): Promise<Receiver> {
  const received: Received[] = []
  const answers: (number | "hang")[] = []
  const server = createServer((req, res) => {
    const chunks: Buffer[] = []
    req.on("data", (chunk: Buffer) => chunks.push(chunk))
    req.on("end", () => {
      received.push({ headers: req.headers, body: Buffer.concat(chunks).toString("utf8") })
      const status = answers.shift() ?? 200
      if (status === "hang") return
      res.writeHead(status)
      res.end(status === 200 ? "ok" : `status ${status}`)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  onEnd(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/hooks`, received, answers, server }
}

export function eventOf(received: Received | undefined): {
  event: string
  data: Record<string, unknown>
  timestamp: string
} {
  return JSON.parse(received?.body ?? "null") as ReturnType<typeof eventOf>
}
