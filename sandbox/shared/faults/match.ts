export interface RequestFacts {
  method: string
  path: string
  action: string | null
}

/** Which requests a fault is meant for; what is absent fits everything. */
export interface RequestTarget {
  method?: string
  /** A path, in which `*` stands for any text; any path when absent. */
  path?: string
  /** The `action` of the request's body. */
  action?: string
}

export function matchesRequest(rule: RequestTarget, request: RequestFacts): boolean {
  return (
    (rule.method === undefined || rule.method.toUpperCase() === request.method) &&
    (rule.path === undefined || matchesPath(rule.path, request.path)) &&
    (rule.action === undefined || rule.action === request.action)
  )
}

export function matchesPath(pattern: string, path: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
  return new RegExp(`^${parts.join(".*")}$`).test(path)
}
