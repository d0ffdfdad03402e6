/** https, or http on this machine itself; without a user name, a query or a fragment. */
export function isSafeBaseUrl(text: string): boolean {
  const url = toUrl(text)
  if (!url || url.username || url.password || url.search || url.hash) {
    return false
  }
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname))
}

export function isWebUrl(text: string): boolean {
  return ["http:", "https:"].includes(toUrl(text)?.protocol ?? "")
}

/** An address that a person is sent to: nobody's user name or password belongs in it. */
export function isPageUrl(text: string): boolean {
  const url = toUrl(text)
  return isWebUrl(text) && url?.username === "" && url.password === ""
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname)
}

function toUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined
}
