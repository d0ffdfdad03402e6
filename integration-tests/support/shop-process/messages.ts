export interface Order {
  id: number
  deed: "migrate" | "start" | "seed" | "runScript" | "runJob" | "silence" | "measureHeap" | "heard"
  port?: number
  quiet?: boolean
  job?: string
  /** A file with a default export for `medusa exec`, and its arguments. */
  script?: string
  args?: string[]
}

export interface Answer {
  id: number
  result?: unknown
  error?: string
}
