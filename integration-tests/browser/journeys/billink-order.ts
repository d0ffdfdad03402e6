import { one } from "../../support/one"
import type { Shopper, ShopWindow } from "../../support/shop-window"
import { waitUntil } from "../../support/wait"
import { MUG_TOTAL } from "./expect-order"

const SLOW_MACHINE_MS = 30_000

/** Billink's sessions of this test. */
export const sessionsOf = (window: ShopWindow) => window.billink.control.state().sessions

/** The cart's only order, approved by Billink and not yet billed; Billink has accepted that amount once. */
export async function expectAccepted(window: ShopWindow, cartId: string) {
  const order = await waitUntil(
    `the payment of ${cartId} is approved`,
    async () => {
      const found = await window.office.orderOf(cartId)
      return found?.payment_status === "authorized" && found
    },
    SLOW_MACHINE_MS
  )
  expect(order.total).toBe(MUG_TOTAL)
  expect(order.captures).toEqual([])
  const { ledger } = window.billink.control.state()
  expect(one(ledger.filter(({ authorised }) => authorised > 0))).toMatchObject({
    authorised: Math.round(MUG_TOTAL * 100),
    credited: 0,
    workflowStartedAt: null,
  })
  return order
}

/** The shopper sees that order, and the browser has forgotten its cart. */
export async function expectShown(window: ShopWindow, shopper: Shopper, cartId: string) {
  const orderId = await shopper.orderPage()
  await shopper.page.getByText(shopper.t.order.authorized, { exact: true }).waitFor()
  expect((await expectAccepted(window, cartId)).id).toBe(orderId)
  expect(await shopper.rememberedCart()).toBeNull()
}

/** Nothing was ordered, and this browser still has its cart. */
export async function expectNothingOrdered(window: ShopWindow, shopper: Shopper, cartId: string) {
  expect(await shopper.rememberedCart()).toBe(cartId)
  expect(await window.office.orderIds(cartId)).toEqual([])
  expect(window.billink.control.state().orders).toEqual([])
}
