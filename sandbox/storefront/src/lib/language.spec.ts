import { pickLanguage } from "./language"

describe("The language of the shop", () => {
  it("is the one in the address, then the remembered one, then the browser's", () => {
    expect(pickLanguage("nl", "en", ["en-GB"])).toBe("nl")
    expect(pickLanguage(null, "nl", ["en-GB"])).toBe("nl")
    expect(pickLanguage(null, null, ["fr-BE", "nl-BE", "en"])).toBe("nl")
  })

  it("is English for those who speak neither", () => {
    expect(pickLanguage(null, null, ["fr"])).toBe("en")
    expect(pickLanguage(null, null, [])).toBe("en")
  })

  it("is not led by nonsense", () => {
    expect(pickLanguage("xx", "constructor", ["nl"])).toBe("nl")
  })
})
