/** Settles as `work` does; undefined when the time is over before. Rejects with the signal's reason when it aborts. */
export function within<T>(
  ms: number,
  signal?: AbortSignal,
  work?: Promise<T>
): Promise<T | undefined> {
  let timer: Parameters<typeof clearTimeout>[0]
  let abort: () => void
  return new Promise<T | undefined>((resolve, reject) => {
    timer = setTimeout(resolve, ms)
    abort = () => reject(signal?.reason as Error)
    signal?.addEventListener("abort", abort)
    if (signal?.aborted) {
      abort()
    }
    work?.then(resolve, reject)
  }).finally(() => {
    clearTimeout(timer)
    signal?.removeEventListener("abort", abort)
  })
}
