import fc from "fast-check"
import { canonicalJson, nestingDepth } from "./json"

describe("JSON", () => {
  it("counts nesting outside of texts only", () => {
    expect(nestingDepth("5")).toBe(0)
    expect(nestingDepth('{"a":[{"b":1},{}]}')).toBe(3)
    expect(nestingDepth('{"a":"[[[[{{{{"}')).toBe(1)
    expect(nestingDepth('{"a":"\\"[[["}')).toBe(1)
  })

  it("canonical texts are the same for the same content and another for another", () => {
    expect(canonicalJson({ b: [1, { d: 1, c: 2 }], a: null })).toBe(
      '{"a":null,"b":[1,{"c":2,"d":1}]}'
    )
    expect(canonicalJson({ a: 1 })).not.toBe(canonicalJson({ a: "1" }))
  })

  it("a canonical text says the same as the value", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      })
    )
  })
})
