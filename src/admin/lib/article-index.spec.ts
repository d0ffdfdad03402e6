import { article } from "./__fixtures__/article"
import { createArticleIndex } from "./article-index"

const TOLERABLE_MS = 100

describe("the index of articles", () => {
  const index = createArticleIndex([
    article({ variant_id: "red", title: "Mok met tulp", variant_title: "Rood", sku: "MOK-R" }),
    article({ variant_id: "pot", title: "Theepot", codes: ["8710000000017"] }),
    article({ variant_id: "brulee", title: "Crème brûlée", sku: "8710000000017" }),
    article({ variant_id: "mat", title: "Onderzetter voor mok" }),
  ])
  const ids = (query: string) => index.search(query).map(({ variant_id }) => variant_id)

  it("finds by words in any order, without capitals and accents", () => {
    expect(ids("tulp MOK")).toEqual(["red"])
    expect(ids("creme brulee")).toEqual(["brulee"])
    expect(ids("rood")).toEqual(["red"])
    expect(ids("fiets")).toEqual([])
  })

  it("puts what begins with the word first", () => {
    expect(ids("mok")).toEqual(["red", "mat"])
  })

  it("has everything by title while nothing is asked", () => {
    expect(ids("  ")).toEqual(["brulee", "red", "mat", "pot"])
  })

  it("knows a scanned code exactly; of two articles with one code the first keeps it", () => {
    expect(index.byCode("8710000000017")?.variant_id).toBe("pot")
    expect(index.byCode(" mok-r ")?.variant_id).toBe("red")
    expect(index.byCode("871000000001")).toBeUndefined()
    expect(index.byVariant("mat")?.title).toBe("Onderzetter voor mok")
  })

  it("answers a key press among 5,000 articles far within what a hand notices", () => {
    const many = createArticleIndex(
      Array.from({ length: 5_000 }, (_, at) =>
        article({ variant_id: `v${at}`, title: `Article number ${at}`, codes: [`87${at}`] })
      )
    )
    const started = performance.now()
    for (let press = 0; press < 20; press += 1) {
      many.search(`number ${press}`)
    }
    expect((performance.now() - started) / 20).toBeLessThan(TOLERABLE_MS)
    expect(many.size).toBe(5_000)
  })
})
