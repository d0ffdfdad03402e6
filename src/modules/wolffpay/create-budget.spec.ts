import { createBudget } from "./create-budget"

// One Redis in this process for all clients with the same address, which runs the same Lua.
jest.mock("ioredis", () => ({ Redis: jest.requireActual("ioredis-mock") }))

const LIMIT = 4

function serverWith(redisUrl?: string, key = "wolffpay:budget:shared") {
  const warnings: string[] = []
  const { budget, close } = createBudget({
    service: "WolffPay",
    limit: LIMIT,
    key,
    projectConfig: { redisUrl } as never,
    logger: { warn: (message: string) => warnings.push(message) } as never,
  })
  return { budget, close, warnings }
}

/** How many calls a server may make at once. */
async function grants({ budget }: ReturnType<typeof serverWith>) {
  const asked = Array.from({ length: 2 * LIMIT }, () =>
    budget.acquire("counter", { deadline: 0 }).then(
      () => 1,
      () => 0
    )
  )
  return (await Promise.all(asked)).reduce<number>((sum, one) => sum + one, 0)
}

describe("The budget of two servers", () => {
  it("is one where Medusa has a Redis", async () => {
    const [first, second] = [serverWith("redis://cache:6379"), serverWith("redis://cache:6379")]
    expect((await grants(first)) + (await grants(second))).toBe(LIMIT)
    expect([...first.warnings, ...second.warnings]).toEqual([])
    first.close()
    second.close()
  })

  it("is one for each API key", async () => {
    const [first, second] = ["one", "two"].map((key) => serverWith("redis://keys:6379", key))
    expect([await grants(first), await grants(second)]).toEqual([LIMIT, LIMIT])
  })

  it("is one for each process where there is none", async () => {
    const [first, second] = [serverWith(), serverWith()]
    expect([await grants(first), await grants(second)]).toEqual([LIMIT, LIMIT])
  })
})
