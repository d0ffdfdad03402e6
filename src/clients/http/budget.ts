export { LANES, type Lane, type RequestBudget } from "./lanes"
export {
  createInProcessBudget,
  type InProcessBudget,
  type InProcessBudgetOptions,
} from "./in-process-budget"
export { createRedisBudget, type RedisBudgetOptions, type RedisLike } from "./redis-budget"
export type { RateLimitReport } from "./rate-limit-headers"
