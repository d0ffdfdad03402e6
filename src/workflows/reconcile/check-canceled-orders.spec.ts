import { closeCanceledOrderWorkflow } from "../close-canceled-order"
import { checkCanceledOrders } from "./check-canceled-orders"

jest.mock("../close-canceled-order", () => ({ closeCanceledOrderWorkflow: jest.fn() }))
jest.mock("../close-canceled-order/close-canceled-order", () => ({ STILL_TRYING: "trying" }))
jest.mock("../close-canceled-order/load-payments", () => ({
  loadOrderSessions: () => [
    { session_id: "payses_1", payment: { captured: 15, refunded: 0, canceled: false } },
  ],
}))

function setUp(close: (orderId: string) => Promise<void>) {
  const closed: string[] = []
  jest.mocked(closeCanceledOrderWorkflow).mockReturnValue({
    run: async ({ input }: { input: { order_id: string } }) => {
      closed.push(input.order_id)
      await close(input.order_id)
    },
  } as never)
  const sweep = { isDue: () => true, noteDone: jest.fn(), noteBrokenOff: jest.fn() }
  const service = {
    canceledSweep: sweep,
    listAttentions: () => Promise.resolve([]),
    graph: () => Promise.resolve({ data: [1, 2, 3].map((number) => ({ id: `order_${number}` })) }),
  }
  return { container: { resolve: () => service } as never, closed, sweep }
}

const named = (name: string) => Object.assign(new Error(`${name} came`), { name })

describe("checkCanceledOrders (R16)", () => {
  it("closes those behind one that fails, and says what stood in the way of the first", async () => {
    const { container, closed, sweep } = setUp((id) =>
      id === "order_3" ? Promise.resolve() : Promise.reject(new Error(`${id} is locked`))
    )
    await expect(checkCanceledOrders(container)).rejects.toThrow("order_1: order_1 is locked")
    expect(closed).toEqual(["order_1", "order_2", "order_3"])
    expect(sweep.noteBrokenOff).toHaveBeenCalled()
    expect(sweep.noteDone).not.toHaveBeenCalled()
  })

  it("stops where the minute's calls are used up", async () => {
    const { container, closed, sweep } = setUp(() => Promise.reject(named("BudgetExhaustedError")))
    await expect(checkCanceledOrders(container)).rejects.toThrow("BudgetExhaustedError came")
    expect(closed).toEqual(["order_1"])
    expect(sweep.noteBrokenOff).toHaveBeenCalled()
  })

  it("looks far back again an hour after all went well", async () => {
    const { container, sweep } = setUp(() => Promise.resolve())
    await checkCanceledOrders(container)
    expect(sweep.noteDone).toHaveBeenCalled()
    expect(sweep.noteBrokenOff).not.toHaveBeenCalled()
  })
})
