import type { Mode } from "../core/api-key"
import type { Context } from "../core/context"
import type { JsonObject } from "../../shared/core/json"

/** One authenticated, counted and parsed call. */
export interface ApiCall {
  ctx: Context
  account: Mode
  /** The variable part of the path; empty where there is none. */
  id: string
  query: URLSearchParams
  body: JsonObject
}

/** The inside of the success envelope (W4). */
export interface Reply {
  data: unknown
  pagination?: JsonObject
}

export type Handler = (call: ApiCall) => Reply | Promise<Reply>
