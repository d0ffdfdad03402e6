export interface Order {
  id: number
  deed: "migrate" | "start" | "seed" | "runJob" | "silence" | "measureHeap"
  port?: number
  quiet?: boolean
  job?: string
}

export interface Answer {
  id: number
  result?: unknown
  error?: string
}
