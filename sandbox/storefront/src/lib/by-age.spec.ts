import { byAge } from "./by-age"

describe("The lines of a cart", () => {
  it("stand as they were put in, and made at once by their id", () => {
    const [first, second, third] = [
      { id: "b", created_at: "2026-01-01T10:00:00Z" },
      { id: "c", created_at: "2026-01-01T10:00:00Z" },
      { id: "a", created_at: "2026-01-01T10:00:01Z" },
    ]
    expect(byAge([third, second, first])).toEqual([first, second, third])
  })
})
