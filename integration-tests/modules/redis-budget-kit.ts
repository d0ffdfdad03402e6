import { randomUUID } from "node:crypto"
import Redis from "ioredis"
import RedisMock from "ioredis-mock"
import {
  createInProcessBudget,
  createRedisBudget,
  type Lane,
  type RequestBudget,
} from "../../src/clients/http"
import { RESERVED_PERCENT } from "../../src/clients/http/lanes"
import { REDIS_BUDGET_SCRIPT } from "../../src/clients/http/redis-budget-script"

// A real Redis where REDIS_URL names one; else one in this process that runs the same Lua.
const url = process.env.REDIS_URL
const connect = () => (url ? new Redis(url) : new RedisMock())
/** What two clocks and a busy machine may differ by. */
export const SLACK_MS = 250

const clients: Redis[] = []
const usedKeys: string[] = []
/** Of this file. */
export let redis: Redis

export function useRedis(): void {
  beforeAll(() => {
    redis = open()
  })
  beforeEach(() => {
    if (!url) {
      tellTheTime()
    }
  })
  afterAll(async () => {
    await redis.del(...usedKeys.flatMap((key) => [`{${key}}:grants`, `{${key}}:state`]))
    await Promise.all(clients.map((client) => client.quit()))
  })
}

/**
 * ioredis-mock rounds the seconds of TIME and takes its microseconds from process.hrtime, which counts from elsewhere.
 * What it adds up to must be the time, as in Redis: both parts of the same ms.
 */
function tellTheTime(): void {
  let told = Date.now()
  jest.spyOn(Date.prototype, "getTime").mockImplementation(function (this: Date) {
    told = this.valueOf()
    return told
  })
  jest
    .spyOn(process, "hrtime")
    .mockImplementation(() => [0, (told - Math.round(told / 1_000) * 1_000) * 1_000_000])
}

export function open(): Redis {
  const client = connect()
  clients.push(client)
  return client
}

export function newKey(): string {
  const key = `wolffpay-test:${randomUUID()}`
  usedKeys.push(key)
  return key
}

/** One process of several that share a key. */
export function processWith(key: string, limit: number, client = redis): RequestBudget {
  return createRedisBudget({
    limit,
    key,
    redis: client,
    fallback: createInProcessBudget({ limit }),
    redisTimeoutMs: 5_000,
    onFallback: (error) => {
      throw error
    },
  })
}

export async function run(key: string, ...args: (string | number)[]): Promise<number[]> {
  const keys = [`{${key}}:grants`, `{${key}}:state`]
  const answer: unknown = await redis.eval(REDIS_BUDGET_SCRIPT, 2, ...keys, ...args)
  return Array.isArray(answer) ? answer.map(Number) : []
}

/** Asks for one grant after telling of grants of these ages in ms. */
export const acquire = (key: string, limit: number, lane: Lane, ages: number[] = []) =>
  run(key, "acquire", limit, RESERVED_PERCENT[lane], ...ages)

export const report = (
  key: string,
  remaining: number,
  limit: number,
  resetIn: number,
  blocked: number
) => run(key, "report", remaining, limit, resetIn, blocked)

export async function drain(budget: RequestBudget, lane: Lane): Promise<number> {
  let granted = 0
  for (;;) {
    try {
      await budget.acquire(lane, { deadline: 0 })
      granted += 1
    } catch (error) {
      expect(error).toMatchObject({ name: "BudgetExhaustedError" })
      return granted
    }
  }
}
