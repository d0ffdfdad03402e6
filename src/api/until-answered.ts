import type { MedusaResponse } from "@medusajs/framework/http"

/** Until the handler has answered, also when the one who asked has gone away by then. */
export function untilAnswered(res: MedusaResponse): Promise<void> {
  return new Promise((resolve) => {
    const end = res.end.bind(res) as (...args: unknown[]) => MedusaResponse
    res.end = (...args: unknown[]) => {
      resolve()
      return end(...args)
    }
  })
}
