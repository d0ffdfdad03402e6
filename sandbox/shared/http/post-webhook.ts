import { request as requestHttp } from "node:http"
import { request as requestHttps } from "node:https"

/** Milliseconds (W35). */
export const ANSWER_WITHIN_MS = 5000
const KEEP_OF_ANSWER = 2000

export interface PostResult {
  status: number | null
  responseBody: string
  error: string | null
  durationMs: number
}

/** One POST of one webhook. Never throws: whatever happens is a result. Redirects are not followed. */
export function postWebhook(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
  timeoutMs = ANSWER_WITHIN_MS
): Promise<PostResult> {
  const started = performance.now()
  return new Promise((resolve) => {
    let answer = ""
    let status: number | null = null
    const done = (error: string | null) => {
      clearTimeout(timer)
      const durationMs = Math.round(performance.now() - started)
      resolve({ status: error ? null : status, responseBody: answer, error, durationMs })
    }
    const send = url.startsWith("https:") ? requestHttps : requestHttp
    const outgoing = send(url, { method: "POST", headers, signal, agent: false }, (response) => {
      status = response.statusCode ?? null
      response.setEncoding("utf8")
      response.on("data", (chunk: string) => {
        answer = (answer + chunk).slice(0, KEEP_OF_ANSWER)
      })
      response.on("end", () => done(null))
      response.on("error", (error) => done(error.message))
      response.on("aborted", () => done("the connection was closed in the middle of the answer"))
    })
    const timer = setTimeout(() => {
      done(`no answer within ${timeoutMs} ms`)
      outgoing.destroy()
    }, timeoutMs)
    timer.unref()
    outgoing.on("error", (error) => done(error.message))
    outgoing.end(body)
  })
}
