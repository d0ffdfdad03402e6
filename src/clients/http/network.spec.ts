import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { gzipSync } from "node:zlib"
import { ApiError } from "./errors"
import { sendRequest, systemTransport } from "./request"

// Node's own fetch against a real socket: what the scripted fetch of the other specs can only pretend.

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void

let handle: Handler
let seen: { url: string; headers: IncomingMessage["headers"]; body: string }[] = []
const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on("data", (chunk: Buffer) => chunks.push(chunk))
  request.on("end", () => {
    const body = Buffer.concat(chunks).toString()
    seen.push({ url: request.url ?? "", headers: request.headers, body })
    handle(request, response, body)
  })
})
let baseUrl: string

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  baseUrl = `http://127.0.0.1:${port}`
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})
beforeEach(() => {
  seen = []
})

const fine = JSON.stringify({ success: true, data: { name: "Café €5" } })

async function send(changes: { maxAttempts?: number; timeoutMs?: number; url?: string } = {}) {
  return await sendRequest(
    {
      ...systemTransport,
      service: "WolffPay",
      baseUrl: changes.url ?? baseUrl,
      version: "1.2.3",
      headers: { authorization: "Bearer wp_test_0123456789abcdef" },
      sleep: async () => undefined,
    },
    {
      method: "POST",
      path: "/api/v1/payments",
      body: { amount: 5_000, description: "Café €5" },
      idempotencyKey: "cart-1-attempt-1",
      lane: "checkout",
      deadline: Date.now() + 25_000,
      maxAttempts: changes.maxAttempts ?? 1,
      timeoutMs: changes.timeoutMs ?? 2_000,
      parse: (value) => ({ ok: true, value }),
    }
  )
}

async function fail(changes: Parameters<typeof send>[0] = {}): Promise<ApiError> {
  const error: unknown = await send(changes).catch((thrown: unknown) => thrown)
  if (error instanceof ApiError) {
    return error
  }
  throw new Error("It was expected to fail with an ApiError", { cause: error })
}

describe("over a real connection", () => {
  it("arrives as it was meant, in UTF-8 both ways", async () => {
    handle = (_request, response) => response.end(fine)

    await expect(send()).resolves.toEqual(JSON.parse(fine))

    expect(seen).toHaveLength(1)
    expect(seen[0]?.url).toBe("/api/v1/payments")
    expect(JSON.parse(seen[0]?.body ?? "")).toEqual({ amount: 5_000, description: "Café €5" })
    expect(seen[0]?.headers).toMatchObject({
      authorization: "Bearer wp_test_0123456789abcdef",
      "idempotency-key": "cart-1-attempt-1",
      "content-type": "application/json",
      accept: "application/json",
      "user-agent": "medusa-plugin-wolffpay/1.2.3",
    })
  })

  it("reads a compressed answer", async () => {
    handle = (_request, response) => {
      response.setHeader("content-encoding", "gzip")
      response.end(gzipSync(fine))
    }
    await expect(send()).resolves.toEqual(JSON.parse(fine))
  })

  it("does not unpack a small answer into a huge one", async () => {
    // Packed beforehand: the client's time runs from the request on.
    const small = gzipSync(Buffer.alloc(50 * 1024 * 1024, " "))
    handle = (_request, response) => {
      response.setHeader("content-encoding", "gzip")
      response.end(small)
    }
    expect(await fail()).toMatchObject({
      name: "UnexpectedResponseError",
      detail: "the answer is too large",
      retryable: false,
    })
  })

  it.each([301, 302, 303, 307, 308])(
    "does not follow a %i, and leaves the key where it is",
    async (status) => {
      handle = (request, response) => {
        if (request.url === "/elsewhere") {
          response.end(fine)
          return
        }
        response.writeHead(status, { location: "/elsewhere" }).end()
      }

      expect(await fail({ maxAttempts: 3 })).toMatchObject({
        name: "UnexpectedResponseError",
        outcome: "unknown",
      })
      expect(seen.map((one) => one.url)).toEqual(["/api/v1/payments"])
    }
  )

  it("calls a refused connection a connection error", async () => {
    const closed = createServer()
    await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve))
    const { port } = closed.address() as AddressInfo
    await new Promise((resolve) => closed.close(resolve))

    expect(await fail({ url: `http://127.0.0.1:${port}` })).toMatchObject({
      name: "ConnectionError",
      timedOut: false,
      retryable: true,
      outcome: "none",
    })
  })

  it("calls a connection cut before the answer a connection error of unknown outcome", async () => {
    handle = (request) => request.socket.destroy()
    expect(await fail()).toMatchObject({ name: "ConnectionError", outcome: "unknown" })
  })

  it("calls a connection cut inside the answer a connection error, whatever was read", async () => {
    handle = (request, response) => {
      response.writeHead(200, { "content-length": "1000" })
      response.write(fine)
      setTimeout(() => request.socket.destroy(), 10)
    }
    expect(await fail()).toMatchObject({ name: "ConnectionError", outcome: "unknown" })
  })

  it("comes through when the second try does, with the same bytes", async () => {
    handle = (request, response) => {
      if (seen.length === 1) {
        request.socket.destroy()
      } else {
        response.end(fine)
      }
    }

    await expect(send({ maxAttempts: 3 })).resolves.toEqual(JSON.parse(fine))
    expect(seen).toHaveLength(2)
    expect(seen[0]?.body).toBe(seen[1]?.body)
    expect(seen[0]?.headers["idempotency-key"]).toBe(seen[1]?.headers["idempotency-key"])
  })

  it.each([
    ["no answer", () => undefined],
    ["headers only", (_request, response) => response.writeHead(200).flushHeaders()],
    [
      "an answer that drips",
      (_request, response) => {
        const drip = setInterval(() => response.write(" "), 10)
        response.on("close", () => clearInterval(drip))
      },
    ],
  ] as [string, Handler][])(
    "cuts off %s in time, and closes the connection",
    async (_name, handler) => {
      let closed: Promise<unknown> | undefined
      handle = (request, response, body) => {
        closed = new Promise((resolve) => request.socket.once("close", resolve))
        handler(request, response, body)
      }
      const before = Date.now()

      expect(await fail({ timeoutMs: 150 })).toMatchObject({
        name: "ConnectionError",
        timedOut: true,
        outcome: "unknown",
      })
      expect(Date.now() - before).toBeLessThan(1_500)
      await closed
    }
  )

  it("lets go of the connection of an error nobody reads to its end", async () => {
    let closed: Promise<unknown> | undefined
    handle = (request, response) => {
      closed = new Promise((resolve) => request.socket.once("close", resolve))
      response.writeHead(500)
      const flood = setInterval(() => response.write("x".repeat(100_000)), 1)
      response.on("close", () => clearInterval(flood))
    }

    expect(await fail()).toMatchObject({ name: "ServerError", status: 500 })
    await closed
  })

  it("keeps the connection for the next request", async () => {
    handle = (_request, response) => response.end(fine)
    const ports = new Set<number | undefined>()
    server.on("request", (request: IncomingMessage) => ports.add(request.socket.remotePort))

    for (let i = 0; i < 5; i++) {
      await send()
    }
    expect(ports.size).toBeLessThan(5)
  })
})
