export * from "../../shared/core/logs"

/** One call to the API or the shopper's side. The Authorization value is never written down. */
export interface RequestLogEntry {
  at: string
  method: string
  path: string
  /** First characters of a hash of the API key: enough to tell two keys apart. */
  key: string | null
  action: string | null
  idempotencyKey: string | null
  /** null while it runs, and for ever when the connection was cut. */
  status: number | null
  replayed: boolean
  fault: string | null
}
