const LOOPBACK = /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/

/** https, or plain http to this machine itself: what a browser or a webhook may be sent to. */
export function isSafeUrl(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, hostname } = new URL(value)
  return protocol === "https:" || (protocol === "http:" && LOOPBACK.test(hostname))
}
