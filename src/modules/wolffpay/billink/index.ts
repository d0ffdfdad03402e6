export * from "./billable-cart"
export {
  type AmountLimit,
  type BillinkLimits,
  buildSession,
  type BuildSessionInput,
  type BuiltSession,
  type SessionSettings,
} from "./build-session"
export { fingerprintOf } from "./fingerprint"
export { type CartProblem, describeCartProblems } from "./cart-problems"
export { type Language, languageOf } from "./language"
export { type PreparedSession, PreparedSessions } from "./prepared-sessions"
export { orderNumberFor } from "./order-number"
export { buildLines, InconsistentCartError, type SessionLines } from "./session-lines"
export { joinAddress, type SplitAddress, splitAddress } from "./split-address"
