import { createEventQueues } from "./queue"

/** Work that ends when the test says so. */
function bench() {
  const begun: string[] = []
  const ends = new Map<string, (error?: Error) => void>()
  return {
    begun,
    work: (name: string) => () => {
      begun.push(name)
      return new Promise<void>((resolve, reject) =>
        ends.set(name, (error) => (error ? reject(error) : resolve()))
      )
    },
    end: async (name: string, error?: Error) => {
      ends.get(name)?.(error)
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

describe("the queues of webhook events", () => {
  it.each(["payment.refunded", "payment.failed", "session.order_created", "order.order_placed"])(
    "a success, which asks nobody, is not held up by any number of %s (contract 4.2)",
    (slow) => {
      const { begun, work } = bench()
      const run = createEventQueues()
      Array.from({ length: 20 }, (_, index) => void run(slow, work(`slow ${index}`)))
      void run("payment.succeeded", work("success"))
      expect(begun).toContain("success")
    }
  )

  it.each(["payment.refunded", "payment.failed"])(
    "an acceptance at Billink does not wait for %s either",
    (slow) => {
      const { begun, work } = bench()
      const run = createEventQueues()
      Array.from({ length: 20 }, (_, index) => void run(slow, work(`slow ${index}`)))
      void run("session.order_created", work("acceptance"))
      expect(begun).toContain("acceptance")
    }
  )

  it.each(["payment.succeeded", "payment.refunded", "order.order_paid", "payment.new", undefined])(
    "%s is worked through once each, in order, a few at once, also behind one that fails",
    async (type) => {
      const { begun, work, end } = bench()
      const run = createEventQueues()
      const names = Array.from({ length: 6 }, (_, index) => `event ${index}`)
      const outcomes = Promise.allSettled(names.map((name) => run(type, work(name))))
      expect(begun.length).toBeLessThanOrEqual(4)
      await end("event 0", new Error("it breaks off"))
      for (const name of names.slice(1)) {
        await end(name)
      }
      expect(begun).toEqual(names)
      expect((await outcomes).map(({ status }) => status)).toEqual([
        "rejected",
        ...names.slice(1).map(() => "fulfilled"),
      ])
    }
  )

  it("leave database connections for the checkout", () => {
    const { begun, work } = bench()
    const run = createEventQueues()
    for (const type of ["payment.succeeded", "payment.refunded", "session.order_created"]) {
      Array.from({ length: 20 }, () => void run(type, work(type)))
    }
    expect(begun.length).toBeLessThanOrEqual(8)
  })
})
