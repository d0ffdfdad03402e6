import axios from "axios"
import { ADMIN } from "../admin"
import { one } from "../one"
import { waitUntil } from "../wait"
import type { WindowMedusa } from "./medusa"

const FIELDS = [
  "id,display_id,status,payment_status,total,email",
  "*items",
  "*payment_collections.payments",
  "*payment_collections.payments.captures",
  "*payment_collections.payments.refunds",
].join(",")
const SLOW_MACHINE_MS = 30_000

interface Booking {
  amount: number
}

export interface WindowOrder {
  id: string
  display_id: number
  email: string
  status: string
  payment_status: string
  total: number
  items: { id: string; product_title: string; variant_title: string; quantity: number }[]
  payments: { id: string }[]
  captures: Booking[]
  refunds: Booking[]
}

/** What the shop's owner sees of it in Medusa. */
export class BackOffice {
  private token: string | undefined

  constructor(private readonly medusa: WindowMedusa) {}

  /** The ids of all orders made from this cart: more than one is always a bug. */
  async orderIds(cartId: string) {
    const rows = await this.medusa.query<{ order_id: string }>(
      `select order_id from order_cart where cart_id = '${cartId}' and deleted_at is null`
    )
    return rows.map(({ order_id }) => order_id)
  }

  /** The only order of this cart; undefined when there is none. */
  async orderOf(cartId: string): Promise<WindowOrder | undefined> {
    const ids = await this.orderIds(cartId)
    if (ids.length === 0) {
      return undefined
    }
    const { data } = await this.admin("get", `orders/${one(ids)}?fields=${FIELDS}`)
    const payments = data.order.payment_collections.flatMap(
      (collection: { payments?: unknown[] }) => collection.payments ?? []
    )
    const all = (name: "captures" | "refunds"): Booking[] =>
      payments.flatMap((payment: Record<string, Booking[] | undefined>) => payment[name] ?? [])
    return { ...data.order, payments, captures: all("captures"), refunds: all("refunds") }
  }

  /** Everything of this cart's order leaves the shop. */
  async ship(cartId: string) {
    const order = await this.theOrder(cartId)
    const items = order.items.map(({ id, quantity }) => ({ id, quantity }))
    const path = `orders/${order.id}`
    await this.admin("post", `${path}/fulfillments`, { items })
    const { data } = await this.admin("get", `${path}?fields=id,*fulfillments`)
    const [packed] = data.order.fulfillments
    await this.admin("post", `${path}/fulfillments/${packed.id}/shipments`, { items })
  }

  /** Major units. */
  async refund(cartId: string, amount: number) {
    const { payments } = await this.theOrder(cartId)
    await this.admin("post", `payments/${one(payments).id}/refund`, { amount })
  }

  private async theOrder(cartId: string) {
    const order = await this.orderOf(cartId)
    if (!order) {
      throw new Error(`No order of ${cartId}`)
    }
    return order
  }

  private async admin(method: "get" | "post", path: string, body?: object) {
    this.token ??= (await axios.post(`${this.medusa.url}/auth/user/emailpass`, ADMIN)).data.token
    const headers = { authorization: `Bearer ${this.token}` }
    return axios.request({
      method,
      url: `${this.medusa.url}/admin/${path}`,
      data: body,
      headers,
    })
  }

  paidOrder(cartId: string) {
    return waitUntil(
      `the order of ${cartId} is paid`,
      async () => {
        const order = await this.orderOf(cartId)
        return order?.payment_status === "captured" && order
      },
      SLOW_MACHINE_MS
    )
  }
}
