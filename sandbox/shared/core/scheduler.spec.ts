import { setTimeout as sleep } from "node:timers/promises"
import { Clock } from "./clock"
import { Scheduler } from "./scheduler"

describe("the scheduler", () => {
  it("runs what is due, in order, once, and nothing that was cancelled", () => {
    let now = 0
    const scheduler = new Scheduler(new Clock(() => now))
    const ran: string[] = []
    for (const [key, at] of [
      ["late", 30],
      ["early", 10],
      ["never", 20],
    ] as const) {
      scheduler.schedule(key, at, () => ran.push(key))
    }
    scheduler.schedule("early", 5, () => ran.push("moved"))
    scheduler.cancel("never")
    now = 4
    scheduler.wake()
    expect(ran).toEqual([])
    now = 30
    scheduler.wake()
    scheduler.wake()
    expect(ran).toEqual(["moved", "late"])
    scheduler.close()
  })

  it("wakes by itself, also when the clock jumps while it sleeps", async () => {
    let now = 0
    const scheduler = new Scheduler(new Clock(() => now))
    const ran: string[] = []
    scheduler.schedule("hour", 3_600_000, () => ran.push("hour"))
    now = 3_600_000
    await sleep(150)
    expect(ran).toEqual(["hour"])
    scheduler.schedule("closed", 0, () => ran.push("closed"))
    scheduler.close()
    await sleep(10)
    expect(ran).toEqual(["hour"])
  })
})
