import request from "supertest"
import type { Started } from "../testing/support"
import { start } from "../testing/support"

const PATH = "/api/v1/payments/terminal"

async function counter(sandbox: Started) {
  const { post, control } = sandbox
  const reader = await control.addReader({ label: "Toonbank" })
  const made = await post(PATH, {
    action: "create_intent",
    amount: 1250,
    description: "Sale 1",
    captureMethod: "manual",
  })
  const ids = { readerId: reader.id, paymentIntentId: made.body.data.id as string }
  /** Asks for a card; the answer comes when something happened. */
  const collect = async () => {
    const answer = post(PATH, { action: "collect_and_process", ...ids }).then((one) => one)
    await untilWaiting(sandbox, reader.id)
    return { answer }
  }
  const statusOf = () => control.payment(ids.paymentIntentId).status
  return { reader, ids, collect, statusOf }
}

async function untilWaiting({ control }: Started, readerId: string): Promise<void> {
  const waits = () =>
    control.state().readers.some((one) => one.id === readerId && one.waitingFor !== null)
  while (!waits()) await new Promise((resolve) => setTimeout(resolve, 2))
}

describe("a reader as a device", () => {
  it("W23: the answer can be late while the money is authorised at once", async () => {
    const sandbox = await start()
    const { reader, collect, statusOf } = await counter(sandbox)
    const { answer } = await collect()
    let isAnswered = false
    void answer.then(() => (isAnswered = true))
    await sandbox.control.presentCard(reader.id, "tap", { answerAfterMs: 20_000 })
    expect(statusOf()).toBe("requires_capture")
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(isAnswered).toBe(false)
    await sandbox.control.advance(20_000)
    expect((await answer).body.data).toMatchObject({ status: "requires_capture" })
  })

  it("W23: with the plug out nothing can be tapped, and the call hears of it at its time-out only", async () => {
    const sandbox = await start()
    const { reader, collect, statusOf } = await counter(sandbox)
    const { answer } = await collect()
    await sandbox.control.setPlug(reader.id, false)
    await expect(sandbox.control.presentCard(reader.id, "tap")).rejects.toThrow("not waiting")
    const cancel = { action: "cancel_reader_action", readerId: reader.id }
    expect((await sandbox.post(PATH, cancel)).body.error).toBe("This terminal reader is offline.")
    await sandbox.control.setPlug(reader.id, true)
    await expect(sandbox.control.presentCard(reader.id, "tap")).rejects.toThrow("not waiting")
    await sandbox.control.advance(60_000)
    expect((await answer).body.error).toContain("timed out")
    expect(statusOf()).toBe("requires_payment_method")
  })

  it("plugged in again, it takes the next payment while the lost one still waits", async () => {
    const sandbox = await start()
    const { reader, ids, collect } = await counter(sandbox)
    const lost = await collect()
    await sandbox.control.setPlug(reader.id, false)
    await sandbox.control.setPlug(reader.id, true)
    const again = await collect()
    await sandbox.control.presentCard(reader.id, "tap")
    expect((await again.answer).body.data.paymentIntentId).toBe(ids.paymentIntentId)
    await sandbox.control.advance(60_000)
    expect((await lost.answer).status).toBe(400)
  })

  it("W25: cancelling the payment also ends a call whose reader has no power", async () => {
    const sandbox = await start()
    const { reader, ids, collect } = await counter(sandbox)
    const { answer } = await collect()
    await sandbox.control.setPlug(reader.id, false)
    const { paymentIntentId } = ids
    await sandbox.post(PATH, { action: "cancel_payment", paymentIntentId })
    expect((await answer).body.error).toContain("canceled")
  })

  it.each([
    ["tap", "approved"],
    ["decline", "declined"],
    ["cancel", "canceled"],
  ] as const)("shows after %s how it ended: %s", async (outcome, shown) => {
    const sandbox = await start()
    const { reader, collect } = await counter(sandbox)
    const { answer } = await collect()
    await sandbox.control.presentCard(reader.id, outcome)
    await answer
    expect(sandbox.control.state().readers).toMatchObject([{ id: reader.id, shows: shown }])
  })

  it("a switch that is mistyped is refused", async () => {
    const { control } = await start({ readers: [{ id: "tmr_1", label: "Toonbank" }] })
    const wrong = { answerAfterMs: -1 }
    await expect(control.presentCard("tmr_1", "tap", wrong)).rejects.toThrow("answerAfterMs")
    await expect(control.presentCard("tmr_2", "tap")).rejects.toThrow("not found")
  })

  it("readers of the start stay over a reset, and keep their name", async () => {
    const { control } = await start({ readers: [{ id: "tmr_1", label: "Toonbank" }] })
    await control.addReader({ id: "tmr_2" })
    await control.reset()
    expect(control.state().readers).toMatchObject([
      { id: "tmr_1", label: "Toonbank", locationId: "tml_sandbox", plugged: true },
    ])
    await expect(start({ readers: [{ id: "reader", label: "x" }] })).rejects.toThrow("tmr_")
  })
})

describe("the page of the readers", () => {
  const page = ({ url }: Started, path: string, lang: string) =>
    request(url).get(`${path}?lang=${lang}`)

  it.each([
    ["nl", "Houd je kaart voor de lezer", "€ 12,50", "Stekker eruit"],
    ["en", "Present your card", "€12.50", "Pull the plug"],
  ])("shows in %s what a reader asks for, and what can be done at it", async (lang, ...texts) => {
    const sandbox = await start()
    const { reader, collect } = await counter(sandbox)
    const { answer } = await collect()
    for (const path of ["/sandbox/readers", "/sandbox/readers/overview"]) {
      const { status, text } = await page(sandbox, path, lang)
      expect(status).toBe(200)
      for (const one of texts) expect(text.replaceAll("\u00a0", " ")).toContain(one)
      expect(text).toContain(`data-path="/sandbox/control/readers/${reader.id}/present"`)
    }
    await sandbox.control.presentCard(reader.id, "cancel")
    await answer
    const { text } = await page(sandbox, "/sandbox/readers/overview", lang)
    expect(text).not.toContain("/present")
  })

  it("says when a reader has no power, and offers to plug it in", async () => {
    const sandbox = await start()
    const { id } = await sandbox.control.addReader({ plugged: false })
    const { text } = await page(sandbox, "/sandbox/readers", "en")
    expect(text).toContain("No power")
    expect(text).toContain("Plug in")
    await request(sandbox.url).post(`/sandbox/control/readers/${id}`).send({ plugged: true })
    expect((await page(sandbox, "/sandbox/readers", "en")).text).toContain("Pull the plug")
  })

  it("is told apart from the payments' page, and each leads to the other", async () => {
    const sandbox = await start()
    const readers = (await page(sandbox, "/sandbox/readers", "nl")).text
    expect(readers).toContain('href="/?lang=nl"')
    expect(readers).toContain('href="/sandbox/readers?lang=en"')
    expect(readers).toContain("Er is nog geen pinautomaat")
    expect((await page(sandbox, "/", "nl")).text).toContain('href="/sandbox/readers?lang=nl"')
  })
})
