/** What goes out on one call to the API. */
export interface ApiAnswer {
  status: number
  type: "application/json" | "text/xml" | "text/html"
  text: string
  /** The application code in it, for the log. */
  code: string | null
  headers?: Readonly<Record<string, string>>
}

export function jsonAnswer(body: unknown, status = 200, code: string | null = null): ApiAnswer {
  return { status, type: "application/json", text: JSON.stringify(body), code }
}
