import { draftOf, inputOf, mistakesIn } from "./reader-form"

const right = {
  ...draftOf(null),
  name: " Counter ",
  reader_id: "tmr_1",
  region_id: "reg_1",
  sales_channel_id: "sc_1",
  stock_location_id: "sloc_1",
}

describe("the form of a card reader", () => {
  it("sends what is right, without spaces around it", () => {
    expect(mistakesIn(right)).toEqual({})
    expect(inputOf(right)).toMatchObject({ name: "Counter", reader_id: "tmr_1", location_id: null })
  })

  it("names every field that is missing", () => {
    expect(Object.keys(mistakesIn(draftOf(null))).sort()).toEqual([
      "name",
      "reader_id",
      "region_id",
      "sales_channel_id",
      "stock_location_id",
    ])
  })

  it("asks for no id where the SDK finds the reader by itself, and refuses another kind of id", () => {
    expect(mistakesIn({ ...right, way: "sdk", reader_id: "" })).toEqual({})
    expect(mistakesIn({ ...right, reader_id: "WPC32" })).toEqual({ reader_id: "wrongReaderId" })
    expect(mistakesIn({ ...right, location_id: "x" })).toEqual({ location_id: "wrongLocationId" })
  })
})
