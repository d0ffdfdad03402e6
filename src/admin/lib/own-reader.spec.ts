import { ownReader } from "./own-reader"

const nearby = (id: string, serial_number: string) => ({ id, serial_number, label: serial_number })
const BAKERY = nearby("tmr_bakery", "WSC1")
const BUTCHER = nearby("tmr_butcher", "WSC2")

describe("the reader that a till connects to by itself", () => {
  it("is the one of its settings, whatever was connected in this browser before", () => {
    expect(ownReader([BAKERY, BUTCHER], BUTCHER.id, BAKERY.serial_number)).toBe(BUTCHER)
  })

  it("is none while the one of its settings is away", () => {
    expect(ownReader([BAKERY], BUTCHER.id, BAKERY.serial_number)).toBeUndefined()
  })

  it("is the last one of this till where the settings name none", () => {
    expect(ownReader([BAKERY, BUTCHER], null, BUTCHER.serial_number)).toBe(BUTCHER)
    expect(ownReader([BAKERY, BUTCHER], null, null)).toBeUndefined()
  })
})
