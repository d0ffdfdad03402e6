type Work = () => Promise<void>

/**
 * Runs at most so many at once, in order. Only a queue for this process: what waits here stands in the inbox as well, so
 * nothing is lost with it.
 */
export function createQueue(atOnce: number): (work: Work) => Promise<void> {
  const waiting: (() => void)[] = []
  let running = 0

  return async (work) => {
    if (running >= atOnce) {
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else {
      running += 1
    }
    try {
      await work()
    } finally {
      const next = waiting.shift()
      if (next) {
        // The place is handed on, so that nobody slips in between.
        next()
      } else {
        running -= 1
      }
    }
  }
}
