/** One call to the API, or one answer on Billink's page. Credentials are never written down. */
export interface RequestLogEntry {
  at: string
  method: string
  path: string
  /** ACTION of an XML body; of the page, the button. */
  action: string | null
  /** What was sent, without the credentials. */
  body: string | null
  /** null while it runs, and for ever when the connection was cut. */
  status: number | null
  /** The application code of the answer's body, or the first invoice's; null where there is none. */
  code: string | null
  fault: string | null
}
