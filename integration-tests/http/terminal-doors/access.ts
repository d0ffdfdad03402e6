import { type Doors, READERS, ROOT, TOKEN } from "./doors"

export function access(doors: Doors) {
  describe("who may come in", () => {
    it.each([
      ["get", READERS],
      ["post", READERS],
      ["get", `${READERS}/wptr_1`],
      ["post", `${READERS}/wptr_1`],
      ["delete", `${READERS}/wptr_1`],
      ["post", `${READERS}/wptr_1/check`],
      ["get", `${ROOT}/articles?reader_id=wptr_1`],
      ["post", TOKEN],
      ["get", `${ROOT}/sales/wpsale_1/receipt`],
      ["post", `${ROOT}/sales/wpsale_1/receipt/email`],
    ])("%s %s: signed-in admins only", async (method, url) => {
      for (const headers of [{}, doors.suite.shop.storeHeaders.headers]) {
        const { status } = await doors.suite.api.request({
          method,
          url,
          headers,
          data: method === "post" ? {} : undefined,
          validateStatus: () => true,
        })
        expect(status).toBe(401)
      }
      expect(doors.suite.sandbox.calls).toEqual([])
    })
  })
}
