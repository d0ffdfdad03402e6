const starts = new WeakMap<object, number>()

/** When a request was first asked about, by the first of our doors that it came through (epoch, ms). */
export function startedAt(req: object): number {
  const start = starts.get(req) ?? Date.now()
  starts.set(req, start)
  return start
}
