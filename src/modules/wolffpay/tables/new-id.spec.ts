import { newId } from "./new-id"

describe("An id of a row", () => {
  afterEach(() => {
    jest.useRealTimers()
  })

  it("is a ULID behind its prefix", () => {
    expect(newId("wpevt")).toMatch(/^wpevt_[0-7][0-9A-HJKMNP-TV-Z]{25}$/)
  })

  it("begins with the time as the ULID specification writes it", () => {
    jest.useFakeTimers({ now: 1469918176385 })
    expect(newId("wpevt")).toMatch(/^wpevt_01ARYZ6S41/)
  })

  it("rises with time", () => {
    jest.useFakeTimers({ now: 1700000000000 })
    const earlier = newId("wpevt")
    jest.setSystemTime(1700000000001)
    expect(newId("wpevt") > earlier).toBe(true)
  })

  it("is never the same twice", () => {
    expect(new Set(Array.from({ length: 10_000 }, () => newId("wpevt"))).size).toBe(10_000)
  })
})
