const PREFIX = "Point of sale refund "

/** What Medusa's refund says of the till's request, so that our provider can keep the request on its own row. */
export function noteOfRequest(requestId: string): string {
  return `${PREFIX}${requestId}`
}

export function requestOfNote(note: string | undefined): string | undefined {
  return note?.startsWith(PREFIX) ? note.slice(PREFIX.length) : undefined
}
