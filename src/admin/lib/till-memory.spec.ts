import { article } from "./__fixtures__/article"
import { changeBasket, EMPTY_BASKET } from "./basket"
import { newId, readTill, rememberedReader, rememberReader, tillWindow } from "./till-memory"

function box(): Storage {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    get length() {
      return kept.size
    },
  } as unknown as Storage
}

const basket = changeBasket(EMPTY_BASKET, { type: "add", article: article() })

describe("what a till remembers", () => {
  it("survives a reload: basket, running payment and parked baskets, each reader for itself", () => {
    const storage = box()
    const charge = { request_id: newId(), sale_id: null, is_cancel_wanted: true }
    const left = [{ sale_id: "wpts_1", is_basket_kept: false }]
    const memory = { basket, charge, parked: [{ id: "p", at: 1, basket }], left }
    tillWindow(storage, "wptr_1").write(memory)
    expect(readTill(storage, "wptr_1")).toEqual(memory)
    expect(readTill(storage, "wptr_2").basket).toBe(EMPTY_BASKET)
  })

  it.each([
    "not json",
    `{"basket":{"lines":[{"variant_id":"a","quantity":"2","unit_amount":1}]}}`,
    `{"basket":{"lines":[{"variant_id":"a","quantity":2,"unit_amount":1.5}]},"charge":{"sale_id":"x"},"parked":[{"id":"p"}],"left":[{}]}`,
    "null",
  ])("counts as nothing when it is not as the till writes it: %s", (text) => {
    const storage = box()
    storage.setItem("wolffpay.till.wptr_1", text)
    expect(readTill(storage, "wptr_1")).toEqual({
      basket: EMPTY_BASKET,
      charge: null,
      parked: [],
      left: [],
    })
  })

  it("leaves nothing behind once there is nothing to remember", () => {
    const storage = box()
    const till = tillWindow(storage, "wptr_1")
    till.write({ basket, charge: null, parked: [], left: [] })
    till.write({ basket: EMPTY_BASKET, charge: null, parked: [], left: [] })
    rememberReader(storage, "till", "wptr_1")
    expect(rememberedReader(storage, "till")).toBe("wptr_1")
    rememberReader(storage, "till", null)
    expect(storage.length).toBe(0)
  })

  it("is not set back by a window that only shows what another one wrote", () => {
    const storage = box()
    const [one, other] = [tillWindow(storage, "wptr_1"), tillWindow(storage, "wptr_1")]
    const charged = { basket, charge: { request_id: "1", sale_id: null }, parked: [], left: [] }
    one.write(charged)
    const seen = other.read()
    const answered = { ...charged, charge: { request_id: "1", sale_id: "wpts_1" } }
    one.write(answered)
    other.write(seen)
    expect(readTill(storage, "wptr_1")).toEqual(answered)
    other.write({ ...seen, charge: null })
    expect(readTill(storage, "wptr_1").charge).toBeNull()
  })

  it("takes the till's reader for orders until another one is chosen there", () => {
    const storage = box()
    rememberReader(storage, "till", "wptr_1")
    expect(rememberedReader(storage, "order")).toBe("wptr_1")
    rememberReader(storage, "order", "wptr_2")
    expect(rememberedReader(storage, "order")).toBe("wptr_2")
    expect(rememberedReader(storage, "till")).toBe("wptr_1")
  })

  it("names each sale as the server accepts it, and never two alike", () => {
    const ids = Array.from({ length: 100 }, newId)
    expect(ids.every((id) => /^[A-Za-z0-9-]{8,64}$/.test(id))).toBe(true)
    expect(new Set(ids).size).toBe(100)
  })
})
