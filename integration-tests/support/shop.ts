import type { AxiosInstance, AxiosResponse } from "axios"
import type { HttpTypes, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { ADMIN } from "./admin"
import { one } from "./one"
import type { SeededShop } from "./seed"

export const WOLFFPAY = "pp_wolffpay_wolffpay"
export const MANUAL = "pp_system_default"

const ADDRESS = {
  first_name: "Anna",
  last_name: "Jansen",
  address_1: "Dorpsstraat 1",
  postal_code: "1234 AB",
  city: "Utrecht",
  country_code: "nl",
  phone: "+31612345678",
}

interface CartOptions {
  email?: string
  items?: { product: "tea" | "teapot"; quantity: number }[]
  metadata?: Record<string, unknown>
}

type Completion =
  | { type: "order"; order: HttpTypes.StoreOrder }
  | { type: "cart"; cart: HttpTypes.StoreCart; error: { message: string; type: string } }

const ORDER_FIELDS = [
  "id",
  "display_id",
  "status",
  "payment_status",
  "currency_code",
  "metadata",
  "total",
  "summary",
  "*payment_collections",
  "*payment_collections.payment_sessions",
  "*payment_collections.payments",
  "*payment_collections.payments.captures",
  "*payment_collections.payments.refunds",
].join(",")

/** A shopper and a shopkeeper, acting over HTTP as a storefront and the admin do. */
export class Shop {
  private waitingCarts: HttpTypes.StoreCart[] = []

  constructor(
    readonly api: AxiosInstance,
    private readonly getContainer: () => MedusaContainer,
    readonly seeded: SeededShop,
    private readonly adminToken: string
  ) {}

  static async open(api: AxiosInstance, getContainer: () => MedusaContainer, seeded: SeededShop) {
    const { data } = await api.post("/auth/user/emailpass", ADMIN)
    return new Shop(api, getContainer, seeded, data.token)
  }

  get storeHeaders() {
    return { headers: { "x-publishable-api-key": this.seeded.publishableKey } }
  }

  get adminHeaders() {
    return { headers: { authorization: `Bearer ${this.adminToken}` } }
  }

  /** A cart with one packet of tea (EUR 10.00) unless told otherwise. */
  async createCart({ email = "anna@example.com", items, metadata }: CartOptions = {}) {
    const lines = items ?? [{ product: "tea", quantity: 1 } as const]
    const { data } = await this.api.post<{ cart: HttpTypes.StoreCart }>(
      "/store/carts",
      {
        email,
        metadata,
        region_id: this.seeded.region.id,
        sales_channel_id: this.seeded.salesChannelId,
        items: lines.map((line) => ({
          variant_id: this.seeded.variants[line.product],
          quantity: line.quantity,
        })),
      },
      this.storeHeaders
    )
    return data.cart
  }

  /** Gives the cart a Dutch address and the parcel option (EUR 5.00). */
  async addAddressAndShipping(cartId: string) {
    const path = `/store/carts/${cartId}`
    await this.api.post(
      path,
      { shipping_address: ADDRESS, billing_address: ADDRESS },
      this.storeHeaders
    )
    const { data } = await this.api.post<{ cart: HttpTypes.StoreCart }>(
      `${path}/shipping-methods`,
      { option_id: this.seeded.shippingOptionId },
      this.storeHeaders
    )
    return data.cart
  }

  /** Carts that the database has already, each to be given out once. */
  useReadyCarts(carts: HttpTypes.StoreCart[]) {
    this.waitingCarts = [...carts]
  }

  /** createCart and addAddressAndShipping: EUR 15.00 unless told otherwise. */
  async readyCart(options?: CartOptions) {
    const waiting = options ? undefined : this.waitingCarts.shift()
    return waiting ?? this.addAddressAndShipping((await this.createCart(options)).id)
  }

  async addItem(cartId: string, product: "tea" | "teapot", quantity = 1) {
    return this.tryPost(`/store/carts/${cartId}/line-items`, {
      variant_id: this.seeded.variants[product],
      quantity,
    })
  }

  /** Makes the cart's payment collection; a second call gives the same one. */
  async createPaymentCollection(cartId: string) {
    const { data } = await this.api.post<{ payment_collection: HttpTypes.StorePaymentCollection }>(
      "/store/payment-collections",
      { cart_id: cartId },
      this.storeHeaders
    )
    return data.payment_collection
  }

  /** The two calls of a storefront that chooses a payment method. Throws when Medusa refuses. */
  async startPaymentSession(
    cartId: string,
    providerId: string = WOLFFPAY,
    data?: Record<string, unknown>
  ) {
    const collection = await this.createPaymentCollection(cartId)
    const answer = await this.tryStartPaymentSession(collection.id, providerId, data)
    if (answer.status !== 200) {
      throw new Error(`No session: ${answer.status} ${JSON.stringify(answer.data)}`)
    }
    const updated = answer.data.payment_collection as HttpTypes.StorePaymentCollection
    const mine = updated.payment_sessions?.filter((session) => session.provider_id === providerId)
    return one(mine ?? [])
  }

  tryStartPaymentSession(
    collectionId: string,
    providerId: string = WOLFFPAY,
    data?: Record<string, unknown>
  ) {
    return this.tryPost(`/store/payment-collections/${collectionId}/payment-sessions`, {
      provider_id: providerId,
      data,
    })
  }

  /** The answer of POST /store/carts/:id/complete, whatever its status. */
  completeCart(cartId: string): Promise<AxiosResponse<Completion>> {
    return this.tryPost(`/store/carts/${cartId}/complete`, {})
  }

  /** The ids of all orders made from this cart: more than one is always a bug. */
  async orderIds(cartId: string): Promise<string[]> {
    const query = this.getContainer().resolve(ContainerRegistrationKeys.QUERY)
    const { data } = await query.graph({
      entity: "order_cart",
      fields: ["order_id"],
      filters: { cart_id: cartId },
    })
    return data.map((row: { order_id: string }) => row.order_id)
  }

  /** The order made from this cart as the admin sees it, with payments, captures and refunds; undefined when there is none. */
  async readOrder(cartId: string) {
    const ids = await this.orderIds(cartId)
    return ids.length === 0 ? undefined : this.readOrderById(one(ids))
  }

  async readOrderById(id: string) {
    const { data } = await this.api.get<{ order: HttpTypes.AdminOrder }>(
      `/admin/orders/${id}?fields=${ORDER_FIELDS}`,
      this.adminHeaders
    )
    const collections = data.order.payment_collections
    const payments = collections.flatMap((collection) => collection.payments ?? [])
    return {
      ...data.order,
      payments,
      captures: payments.flatMap((payment) => payment.captures ?? []),
      refunds: payments.flatMap((payment) => payment.refunds ?? []),
    }
  }

  /** POST as the shopper, without throwing on a refusal. */
  tryPost(path: string, body: unknown): Promise<AxiosResponse> {
    return this.api.post(path, body, { ...this.storeHeaders, validateStatus: () => true })
  }

  /** POST as the signed-in admin, without throwing on a refusal. */
  tryAdminPost(path: string, body: unknown): Promise<AxiosResponse> {
    return this.api.post(path, body, { ...this.adminHeaders, validateStatus: () => true })
  }

  /** GET as the signed-in admin, without throwing on a refusal. */
  tryAdminGet(path: string): Promise<AxiosResponse> {
    return this.api.get(path, { ...this.adminHeaders, validateStatus: () => true })
  }
}
