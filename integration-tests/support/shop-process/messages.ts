export interface Order {
  id: number
  deed: "migrate" | "start" | "seed" | "runJob" | "measureHeap"
  port?: number
  job?: string
}

export interface Answer {
  id: number
  result?: unknown
  error?: string
}
