import type { Refusal } from "../../shared/core/refusal"
import type { Context } from "../core/context"
import type { ApiAnswer } from "./api-answer"

/** One call whose body was read. */
export interface ApiCall {
  ctx: Context
  text: string
  contentType: string | undefined
  /** Lists something that the answer alone does not refuse as a whole. */
  violate: (rule: string, detail: string) => void
}

/** An endpoint: how it answers, and in which shape it refuses. */
export interface Endpoint {
  run: (call: ApiCall) => ApiAnswer
  refuse: (refusal: Refusal, ctx: Context) => ApiAnswer
}
