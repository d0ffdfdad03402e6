import { descriptionOf, optionText, titleOf } from "./product-text"

const mug = {
  title: "Mok met tulp",
  description: "Stevig",
  metadata: { english: { title: "Tulip mug", options: { Rood: "Red" } } },
}

describe("The texts of a product", () => {
  it("are Dutch in Dutch", () => {
    expect(titleOf(mug, "nl")).toBe("Mok met tulp")
    expect(optionText(mug, "Rood", "nl")).toBe("Rood")
  })

  it("are English where there is English, and Dutch where there is not", () => {
    expect(titleOf(mug, "en")).toBe("Tulip mug")
    expect(descriptionOf(mug, "en")).toBe("Stevig")
    expect(optionText(mug, "Rood", "en")).toBe("Red")
    expect(optionText(mug, "Geel", "en")).toBe("Geel")
    expect(titleOf({ title: "Thee", metadata: null }, "en")).toBe("Thee")
  })

  it("are empty for a product that is gone", () => {
    expect(titleOf(undefined, "en")).toBe("")
  })
})
