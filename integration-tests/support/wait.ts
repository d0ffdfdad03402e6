const POLL_MS = 25

/**
 * Asks until the answer is there: the probe gives `undefined`, `null`, `false` or throws as long as it is not.
 * Fails after `timeoutMs` (milliseconds) with what was awaited and the probe's last error.
 */
export async function waitUntil<T>(
  what: string,
  probe: () => T | Promise<T>,
  timeoutMs = 10_000
): Promise<NonNullable<Exclude<T, false>>> {
  const deadline = Date.now() + timeoutMs
  let lastError: unknown
  for (;;) {
    try {
      const answer = await probe()
      if (answer !== undefined && answer !== null && answer !== false) {
        return answer as NonNullable<Exclude<T, false>>
      }
      lastError = undefined
    } catch (error) {
      lastError = error
    }
    if (Date.now() > deadline) {
      const reason = lastError instanceof Error ? `: ${lastError.message}` : ""
      throw new Error(`Waited ${timeoutMs} ms in vain until ${what}${reason}`, { cause: lastError })
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}
