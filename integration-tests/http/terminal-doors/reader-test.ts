import { type Doors, READERS } from "./doors"

const TOKEN_CALL = "POST /api/v1/terminal/connection-token"

export function readerTest(doors: Doors) {
  describe("the test of a reader (W25)", () => {
    const test = async (id = doors.reader.id) => (await doors.post(`${READERS}/${id}/check`)).data

    it("tells that WolffPay reaches it, by one call that stops nothing", async () => {
      expect(await test()).toEqual({ ok: true, reason: null, message: "Balie answers." })
      expect(doors.suite.sandbox.control.state().requests).toMatchObject([
        { path: "/api/v1/payments/terminal", action: "cancel_reader_action" },
      ])
    })

    it("tells what keeps it away", async () => {
      const { control } = doors.suite.sandbox
      await control.setPlug(doors.counter.terminalId, false)
      expect(await test()).toMatchObject({ ok: false, reason: "reader_unreachable" })
      await control.setPlug(doors.counter.terminalId, true)
      await control.setReader(doors.counter.terminalId, { disabled: true })
      expect(await test()).toMatchObject({
        ok: false,
        message: expect.stringContaining("is switched off"),
      })
      await control.setReader(doors.counter.terminalId, { disabled: false })
      await control.settings({ terminalEnabled: false })
      expect(await test()).toMatchObject({ ok: false, reason: "terminal_switched_off" })
      await control.settings({ terminalEnabled: true })
      await control.addFaults({ kind: "drop_before" })
      expect(await test()).toMatchObject({ ok: false, reason: "service_unavailable" })
      const unknown = (await doors.post(READERS, doors.input({ reader_id: "tmr_gone" }))).data
        .reader
      expect(await test(unknown.id)).toMatchObject({ ok: false, reason: "reader_unknown" })
    })

    it("asks for a token where only a browser reaches the reader, and gives it to nobody (W19)", async () => {
      const { id } = (await doors.post(READERS, doors.input({ way: "sdk", reader_id: null }))).data
        .reader
      const answer = await test(id)
      expect(answer).toMatchObject({ ok: true, reason: null })
      expect(JSON.stringify(answer)).not.toContain("pst_")
      expect(doors.suite.sandbox.calls).toEqual([TOKEN_CALL])
    })
  })
}
