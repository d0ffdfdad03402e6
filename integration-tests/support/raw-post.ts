import http from "node:http"

interface RawPost {
  path?: string
  headers?: Record<string, string | string[]>
  body: Buffer | string
  /** Sends the body in pieces without saying how long it is. */
  chunked?: boolean
}

/** A POST that is exactly what the test says: no header is added, no byte is changed. */
export function rawPost(
  baseUrl: string,
  { path = "/hooks/wolffpay", headers = {}, body, chunked = false }: RawPost
): Promise<{ status: number; text: string }> {
  const bytes = Buffer.from(body)
  return new Promise((resolve, reject) => {
    const request = http.request(baseUrl + path, { method: "POST", agent: false }, (answer) => {
      const chunks: Buffer[] = []
      answer.on("data", (chunk: Buffer) => chunks.push(chunk))
      answer.on("end", () =>
        resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() })
      )
    })
    request.on("error", reject)
    for (const [name, value] of Object.entries(headers)) {
      request.setHeader(name, value)
    }
    if (!chunked) {
      request.setHeader("content-length", bytes.length)
    }
    for (let start = 0; start < bytes.length; start += 64 * 1024) {
      request.write(bytes.subarray(start, start + 64 * 1024))
    }
    request.end()
  })
}
