import type { MedusaRequest } from "@medusajs/framework/http"

/** Puts this in place of what the browser sent as a session's data. */
export function replaceData(req: MedusaRequest, data: Record<string, unknown>): void {
  // Core reads the body; the validated copy is kept alike in case that changes.
  req.body = { ...Object(req.body), data }
  if (req.validatedBody) {
    req.validatedBody = { ...Object(req.validatedBody), data }
  }
}
