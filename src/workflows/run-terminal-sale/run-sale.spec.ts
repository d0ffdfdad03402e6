import { SimulatedCounter } from "./__fixtures__/simulated-counter"

/** A sale over 25.00 whose reader asks for a card. */
async function begun() {
  const counter = new SimulatedCounter()
  const id = (await counter.start(2_500)) ?? ""
  await counter.time.pass(1_000)
  expect(counter.wolffPay.waitingFor).toBe(id)
  return { counter, id, sale: () => counter.sales.get(id) }
}

const seconds = (count: number) => count * 1_000

describe("A sale that is worked on", () => {
  it("costs one call to ask and one to capture, and none while the reader waits (W23)", async () => {
    const { counter, sale } = await begun()
    const before = counter.wolffPay.calls
    await counter.time.pass(seconds(100))
    expect(counter.wolffPay.calls).toBe(before)
    counter.wolffPay.present("tap")
    await counter.time.pass(seconds(2))
    expect(sale()).toMatchObject({ state: "handed_over", run_at: null, lease_token: null })
    expect(counter.wolffPay.calls).toBe(2)
  })

  it("looks after 2, 4 and 8 seconds and then every 10 when the call was cut off, and goes on once it is paid (W23)", async () => {
    const { counter, sale } = await begun()
    counter.wolffPay.cut()
    const cutAt = counter.time.now()
    await counter.time.pass(seconds(37))
    const pauses = counter.wolffPay.looks.map((at, index, all) => {
      return Math.round((at - (all[index - 1] ?? cutAt)) / 1_000)
    })
    expect(pauses).toEqual([2, 4, 8, 10, 10])
    counter.wolffPay.present("tap")
    await counter.time.pass(seconds(12))
    expect(sale()).toMatchObject({ state: "handed_over" })
  })

  it("looks, stops the reader and looks once more when the card's two minutes are over", async () => {
    const { counter, sale } = await begun()
    await counter.time.pass(seconds(121))
    expect(sale()).toMatchObject({ state: "timed_out", reason: "card_timed_out", card_until: null })
    expect(counter.wolffPay.looks).toHaveLength(2)
    expect(counter.wolffPay.waitingFor).toBeUndefined()
  })

  it("frees the reader's place after two minutes when WolffPay does not answer either, and says so", async () => {
    const { counter, sale } = await begun()
    counter.wolffPay.isAway = true
    await counter.time.pass(seconds(122))
    expect(sale()).toMatchObject({ state: "timed_out", reason: "reader_unreachable" })
  })

  it("is cancelled although neither the reader nor WolffPay answers, and its money is set free later", async () => {
    const { counter, id, sale } = await begun()
    counter.wolffPay.cut()
    counter.wolffPay.isAway = true
    await counter.cancel(id)
    await counter.time.pass(seconds(2))
    expect(sale()).toMatchObject({ state: "canceled", reason: "canceled_by_clerk" })
    await counter.comeToRest()
    expect(counter.wolffPay.intents.get(id)).toMatchObject({ state: "canceled", charges: 0 })
  })

  it("asks for no card when it was cancelled while it was still being made", async () => {
    const counter = new SimulatedCounter()
    const asked = jest.spyOn(counter.wolffPay, "askForCard")
    const starting = counter.start(2_500, {}, "sale")
    await counter.cancel("sale")
    await starting
    await counter.time.pass(seconds(2))
    expect(asked).not.toHaveBeenCalled()
    expect(counter.sales.get("sale")).toMatchObject({
      state: "canceled",
      reason: "canceled_by_clerk",
    })
  })

  it("ends what nobody went on with after a quarter of an hour", async () => {
    const { counter, id, sale } = await begun()
    counter.wolffPay.present("decline")
    await counter.time.pass(seconds(14 * 60))
    counter.job()
    await counter.time.pass(seconds(1))
    expect(sale()).toMatchObject({ state: "declined", reason: "card_declined" })
    await counter.time.pass(seconds(60))
    counter.job()
    await counter.time.pass(seconds(1))
    expect(sale()).toMatchObject({ state: "canceled", reason: "card_declined" })
    expect(counter.wolffPay.intents.get(id)?.state).toBe("canceled")
  })

  it("asks for another card on the same intent", async () => {
    const { counter, id, sale } = await begun()
    counter.wolffPay.present("decline")
    await counter.time.pass(seconds(1))
    await counter.retry(id)
    expect(sale()).toMatchObject({ state: "sent_to_reader", attempts: 2, reason: null })
    counter.wolffPay.present("tap")
    await counter.time.pass(seconds(2))
    expect(sale()).toMatchObject({ state: "handed_over" })
    expect(counter.wolffPay.intents.size).toBe(1)
  })

  it("stops the reader before another card when only a webhook told of the declined one (W30)", async () => {
    const { counter, sale } = await begun()
    counter.wolffPay.cut()
    await counter.time.pass(seconds(1))
    counter.wolffPay.present("decline")
    counter.webhook()
    await counter.time.pass(seconds(1))
    expect(sale()).toMatchObject({ state: "declined", reason: "card_declined" })
  })

  it("voids the card when its article was sold meanwhile, and tells the clerk", async () => {
    const { counter, id, sale } = await begun()
    counter.medusa.stock = 0
    counter.wolffPay.present("tap")
    await counter.time.pass(seconds(2))
    expect(sale()).toMatchObject({ state: "canceled", reason: "sold_out" })
    expect(counter.wolffPay.intents.get(id)).toMatchObject({ state: "canceled", charges: 0 })
    expect(counter.medusa.orders.size).toBe(0)
  })

  it("keeps a captured payment although its order cannot be placed, and calls a person (R23)", async () => {
    const { counter, id, sale } = await begun()
    counter.wolffPay.present("tap")
    counter.wolffPay.capture(id)
    counter.medusa.stock = 0
    await counter.time.pass(seconds(2))
    expect(sale()).toMatchObject({ state: "needs_attention", reason: "paid_without_order" })
    expect(counter.flagged).toEqual([{ saleId: id, reason: "paid_without_order" }])
    expect(counter.wolffPay.intents.get(id)?.state).toBe("succeeded")
  })

  it("does not take an order for its own that somebody made of the draft by hand, and calls a person (R23)", async () => {
    const { counter, id, sale } = await begun()
    counter.medusa.convertByHand(id)
    await counter.cancel(id)
    await counter.time.pass(seconds(2))
    expect(sale()).toMatchObject({
      state: "canceled",
      reason: "order_placed_elsewhere",
      run_at: null,
    })
    expect(counter.flagged).toEqual([{ saleId: id, reason: "sale_order_unpaid" }])
    expect(counter.wolffPay.intents.get(id)).toMatchObject({ state: "canceled", charges: 0 })
  })

  it("calls nobody for such an order that is paid by then", async () => {
    const { counter, id, sale } = await begun()
    counter.medusa.convertByHand(id)
    Object.assign(counter.medusa.orders.get(id) ?? {}, { captured: 2_500 })
    await counter.cancel(id)
    await counter.time.pass(seconds(2))
    expect(sale()).toMatchObject({ state: "canceled", reason: "order_placed_elsewhere" })
    expect(counter.flagged).toEqual([])
  })

  it("takes the money for such an order when its card is approved after all", async () => {
    const { counter, id, sale } = await begun()
    counter.medusa.convertByHand(id)
    counter.wolffPay.present("tap")
    await counter.time.pass(seconds(2))
    expect(sale()).toMatchObject({ state: "handed_over" })
    expect(counter.medusa.orders.get(id)).toMatchObject({ captured: 2_500 })
  })

  it("is left alone while somebody is at it, and taken up when that one is silent for half a minute", async () => {
    const { counter, sale } = await begun()
    const { version } = sale() ?? { version: 0 }
    counter.kill(0)
    counter.wolffPay.present("tap")
    counter.job()
    await counter.time.pass(seconds(20))
    expect(sale()).toMatchObject({ state: "sent_to_reader", version })
    await counter.time.pass(seconds(11))
    counter.job()
    await counter.time.pass(seconds(4))
    expect(sale()).toMatchObject({ state: "handed_over" })
  })
})

describe("A sale whose reader stands at a browser", () => {
  async function begunInBrowser() {
    const counter = new SimulatedCounter()
    const id = (await counter.start(2_500, { reader_way: "sdk" })) ?? ""
    const sale = () => counter.sales.get(id)
    expect(sale()).toMatchObject({ state: "sent_to_reader", attempts: 1 })
    return { counter, id, sale }
  }

  it("says that a bank refused the card only when WolffPay told so, if a moment later (W30)", async () => {
    const { counter, id, sale } = await begunInBrowser()
    counter.payInBrowser(id, "decline")
    const told = counter.collected(id)
    counter.webhook()
    await told
    expect(sale()).toMatchObject({ state: "declined", reason: "card_declined" })
    // Disconnected, or cancelled on the reader.
    await counter.retry(id)
    await counter.collected(id)
    expect(sale()).toMatchObject({ state: "declined", reason: "no_card_taken" })
  })

  it("is not ended by late word of an attempt before, which is a reason to look all the same", async () => {
    const { counter, id, sale } = await begunInBrowser()
    await counter.collected(id, 1)
    await counter.retry(id)
    await counter.collected(id, 1)
    expect(sale()).toMatchObject({ state: "sent_to_reader", attempts: 2, lease_token: null })
    counter.payInBrowser(id)
    await counter.collected(id, 1)
    expect(sale()).toMatchObject({ state: "handed_over" })
  })

  it("is concluded by word of the attempt at hand, and by word without one", async () => {
    const { counter, id, sale } = await begunInBrowser()
    await counter.collected(id, 1)
    expect(sale()).toMatchObject({ state: "declined" })
    await counter.retry(id)
    await counter.collected(id)
    expect(sale()).toMatchObject({ state: "declined" })
  })
})
