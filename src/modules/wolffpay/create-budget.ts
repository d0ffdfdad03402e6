import type { ConfigModule, Logger } from "@medusajs/framework/types"
import {
  createInProcessBudget,
  createRedisBudget,
  type RedisLike,
  type RequestBudget,
} from "../../clients/http"
import { describeError } from "./describe-error"

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** The request budget of an account, and how to let go of it: in Medusa's Redis when one is configured, so that all processes share it. */
export function createBudget({
  service,
  limit,
  key,
  projectConfig,
  logger,
}: {
  /** For the log. */
  service: "WolffPay" | "Billink"
  /** Calls in any 60 seconds. */
  limit: number
  key: string
  projectConfig: ConfigModule["projectConfig"] | undefined
  logger: Logger
}): { budget: RequestBudget; close: () => void } {
  const common = {
    limit,
    clock: Date.now,
    sleep,
    random: Math.random,
  }
  const inProcess = createInProcessBudget(common)
  const redis = connect(service, projectConfig, logger)
  if (!redis) {
    return { budget: inProcess, close: () => undefined }
  }
  const budget = createRedisBudget({
    ...common,
    redis,
    key,
    fallback: inProcess,
    onFallback: (error) =>
      logger.warn(
        `${service}'s request budget cannot reach Redis and is kept per process for now: ${describeError(error)}`
      ),
  })
  return { budget, close: () => redis.disconnect() }
}

function connect(
  service: string,
  projectConfig: ConfigModule["projectConfig"] | undefined,
  logger: Logger
): (RedisLike & { disconnect(): void }) | undefined {
  if (!projectConfig?.redisUrl) {
    return undefined
  }
  try {
    // Medusa's own Redis modules bring ioredis; a shop without them has no redisUrl.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { Redis } = require("ioredis") as typeof import("ioredis")
    const redis = new Redis(projectConfig.redisUrl, {
      ...projectConfig.redisOptions,
      lazyConnect: true,
      maxRetriesPerRequest: 1,
      enableOfflineQueue: true,
      connectTimeout: 2000,
      commandTimeout: 1000,
    })
    // Without a listener a lost connection would end the process; the budget reports it.
    redis.on("error", () => undefined)
    return redis
  } catch {
    logger.warn(
      `projectConfig.redisUrl is set but ioredis is not installed, so ${service}'s request budget is kept per process.`
    )
    return undefined
  }
}
