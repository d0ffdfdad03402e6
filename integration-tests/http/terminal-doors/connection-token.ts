import { pluginOf } from "../../support/paid-order"
import { type Doors, TOKEN } from "./doors"

export function connectionTokens(doors: Doors) {
  describe("POST …/connection-token (W19)", () => {
    it("gives a token for the location, each under an idempotency key of its own (R10)", async () => {
      const answers = await Promise.all(
        [1, 2].map(() => doors.post(TOKEN, { locationId: "tml_winkel" }))
      )
      for (const { status, data, headers } of answers) {
        expect(status).toBe(200)
        expect(data).toEqual({
          secret: expect.stringMatching(/^pst_test_/),
          locationId: "tml_winkel",
        })
        expect(headers["cache-control"]).toBe("no-store")
      }
      expect(answers[0]?.data.secret).not.toBe(answers[1]?.data.secret)
      const keys = doors.suite.sandbox.control.state().requests.map((one) => one.idempotencyKey)
      expect(new Set(keys).size).toBe(2)
    })

    it("names WolffPay's own location when none is asked for", async () => {
      expect((await doors.post(TOKEN)).data).toEqual({
        secret: expect.stringMatching(/^pst_/),
        locationId: "tml_sandbox",
      })
      const bare = await doors.suite.api.post(TOKEN, undefined, doors.suite.shop.adminHeaders)
      expect(bare.data.locationId).toBe("tml_sandbox")
    })

    it.each([
      { locationId: "Utrecht" },
      { locationId: 5 },
      { location_id: "tml_1" },
      { locationId: null },
    ])("refuses %j without a call", async (body) => {
      expect((await doors.post(TOKEN, body)).status).toBe(400)
      expect(doors.suite.sandbox.calls).toEqual([])
    })

    it("says what to do when terminal payments are off (W26)", async () => {
      await doors.suite.sandbox.control.settings({ terminalEnabled: false })
      const { status, data } = await doors.post(TOKEN)
      expect([status, data.type]).toEqual([400, "not_allowed"])
      expect(data.message).toContain("switched off")
    })

    it("is written to no log, also when something fails", async () => {
      const lines: string[] = []
      for (const level of ["log", "info", "warn", "error", "debug"] as const) {
        const logger = pluginOf(doors.suite).logger as unknown as Record<string, jest.Mock>
        jest.spyOn(logger, level).mockImplementation((...words: unknown[]) => {
          lines.push(words.map(String).join(" "))
        })
      }
      const { data } = await doors.post(TOKEN)
      await doors.suite.sandbox.control.addFaults({ kind: "drop_after", times: 5 })
      await doors.post(TOKEN)
      expect(data.secret).toMatch(/^pst_/)
      expect(lines.join("\n")).not.toContain("pst_")
    })
  })
}
