type Work = () => Promise<void>

/**
 * Runs at most so many at once, in order. Only a queue for this process: what waits here stands in the inbox as well, so
 * nothing is lost with it.
 */
function createQueue(atOnce: number): (work: Work) => Promise<void> {
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

/**
 * One queue for events that need to ask nobody, so that a success is acted on at once, and one for each service that the others
 * may have to ask: an answer can take 25 seconds. All of them together leave database connections for the checkout.
 */
export function createEventQueues(): (eventType: string | undefined, work: Work) => Promise<void> {
  const success = createQueue(4)
  const askingWolffPay = createQueue(2)
  const askingBillink = createQueue(2)

  return (eventType, work) => {
    if (eventType === "payment.succeeded") {
      return success(work)
    }
    const isBillink = /^(session|order)\./.test(eventType ?? "")
    return isBillink ? askingBillink(work) : askingWolffPay(work)
  }
}
