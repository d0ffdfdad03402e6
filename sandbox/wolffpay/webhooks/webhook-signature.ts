import { createHmac } from "node:crypto"

/** W33: HMAC-SHA256 over `<t>.<raw body>`. `at` is in Unix seconds. One `v1` per secret. */
export function signatureHeader(body: string, secrets: readonly string[], at: number): string {
  const signatures = secrets.map((secret) => {
    const hex = createHmac("sha256", secret).update(`${at}.${body}`).digest("hex")
    return `v1=${hex}`
  })
  return [`t=${at}`, ...signatures].join(",")
}
