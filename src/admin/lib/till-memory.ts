import { EMPTY_BASKET, type Basket } from "./basket"

/** A sale that was begun: made before it is sent, so that a repeat after a reload is the same sale. */
export interface Charge {
  request_id: string
  /** What the clerk agreed to, in cents; every window sends the same. */
  total?: number
  /** None until the server has answered. */
  sale_id: string | null
  /** The clerk took it back before there was an answer: it is cancelled as soon as there is one. */
  is_cancel_wanted?: boolean
}

/** A sale that the clerk did not wait for: how it ends is told all the same. */
export interface LeftSale {
  sale_id: string
  /** What it was for lies at the till again. */
  is_basket_kept: boolean
}

export interface ParkedBasket {
  id: string
  /** Milliseconds since 1970. */
  at: number
  basket: Basket
}

/** What a till knows after a reload. */
export interface TillMemory {
  basket: Basket
  charge: Charge | null
  parked: ParkedBasket[]
  left: LeftSale[]
}

type Box = Pick<Storage, "getItem" | "setItem" | "removeItem">

const PREFIX = "wolffpay.till"
/** Whoever looks at orders may use another reader than the till does; until one is chosen there it is the till's. */
const READER = { till: `${PREFIX}.reader`, order: `${PREFIX}.reader.order` }
type Place = keyof typeof READER

export function rememberedReader(box: Box, place: Place): string | null {
  return box.getItem(READER[place]) ?? box.getItem(READER.till)
}

export function rememberReader(box: Box, place: Place, readerId: string | null): void {
  if (readerId === null) {
    box.removeItem(READER[place])
  } else {
    box.setItem(READER[place], readerId)
  }
}

/** Of one reader's till. Whatever is not as this version writes it counts as nothing. */
export function readTill(box: Box, readerId: string): TillMemory {
  const empty: TillMemory = { basket: EMPTY_BASKET, charge: null, parked: [], left: [] }
  try {
    const kept = JSON.parse(box.getItem(tillKey(readerId)) ?? "{}") as Partial<TillMemory>
    return {
      basket: isBasket(kept.basket) ? kept.basket : empty.basket,
      charge: isCharge(kept.charge) ? kept.charge : null,
      parked: Array.isArray(kept.parked)
        ? kept.parked.filter(({ id, basket }) => typeof id === "string" && isBasket(basket))
        : [],
      left: Array.isArray(kept.left)
        ? kept.left.filter(({ sale_id }) => typeof sale_id === "string")
        : [],
    }
  } catch {
    return empty
  }
}

/**
 * One window's hand on the memory that all windows of a till share. It writes only what is new here: what was read of another
 * window it may have changed since.
 */
export function tillWindow(box: Box, readerId: string) {
  let last: string | null
  return {
    read(): TillMemory {
      const memory = readTill(box, readerId)
      last = textOf(memory)
      return memory
    },
    write(memory: TillMemory): void {
      const text = textOf(memory)
      if (text === last) {
        return
      }
      last = text
      if (text === null) {
        box.removeItem(tillKey(readerId))
      } else {
        box.setItem(tillKey(readerId), text)
      }
    },
  }
}

function textOf({ basket, charge, parked, left }: TillMemory): string | null {
  return basket === EMPTY_BASKET && !charge && parked.length === 0 && left.length === 0
    ? null
    : JSON.stringify({ basket, charge, parked, left })
}

export function tillKey(readerId: string): string {
  return `${PREFIX}.${readerId}`
}

function isBasket(value: unknown): value is Basket {
  const lines = (value as Basket | undefined)?.lines
  return (
    Array.isArray(lines) &&
    lines.every(
      ({ variant_id, quantity, unit_amount }) =>
        typeof variant_id === "string" &&
        Number.isInteger(quantity) &&
        Number.isInteger(unit_amount)
    )
  )
}

function isCharge(value: unknown): value is Charge {
  return typeof (value as Charge | null | undefined)?.request_id === "string"
}

/** 8-64 characters, and nobody's but this sale's. (`randomUUID` is missing on plain http, which a shop's own network may use.) */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
}
