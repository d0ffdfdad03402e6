import type { Shopper, ShopWindow } from "../../support/shop-window"

/** A red tulip mug and its parcel. */
export const MUG_TOTAL = 17.45

/** The shopper sees the paid order; it is the cart's only one, and the money was taken once. Gives the order. */
export async function expectPaid(
  window: ShopWindow,
  shopper: Shopper,
  cartId: string,
  total = MUG_TOTAL
) {
  const orderId = await shopper.orderPage()
  await shopper.page.getByText(shopper.t.order.paid, { exact: true }).waitFor()
  const order = await expectOneOrder(window, cartId, total)
  expect(order.id).toBe(orderId)
  expect(await shopper.heading(shopper.t.order.title(order.display_id)).count()).toBe(1)
  expect(await shopper.rememberedCart()).toBeNull()
  return order
}

/** As the back office has it, whatever the shopper sees. */
export async function expectOneOrder(window: ShopWindow, cartId: string, total = MUG_TOTAL) {
  const order = await window.office.paidOrder(cartId)
  expect(order).toMatchObject({ email: "anna@example.com", total })
  expect(order.captures.map(({ amount }) => Number(amount))).toEqual([total])
  expect(order.refunds).toEqual([])
  expect(await window.office.orderIds(cartId)).toEqual([order.id])
  expect(chargesOf(window)).toEqual([Math.round(total * 100)])
  return order
}

/** Cents that this test's shoppers really paid, by payment. */
export function chargesOf(window: ShopWindow) {
  const { ledger } = window.sandbox.control.state()
  return ledger.map(({ charged }) => charged).filter((cents) => cents > 0)
}

/** How often a browser asked Stripe to take the money. */
export function confirmsOf(window: ShopWindow) {
  const { requests } = window.sandbox.control.state()
  return requests.filter(({ path }) => path === "/sandbox/stripe/confirm").length
}

/** Nothing was bought, and this browser still has its cart with the mug in it. */
export async function expectCartKept(window: ShopWindow, shopper: Shopper, cartId: string) {
  expect(await shopper.rememberedCart()).toBe(cartId)
  expect(await window.office.orderIds(cartId)).toEqual([])
  expect(chargesOf(window)).toEqual([])
  const lines = await window.medusa.query(
    `select id from cart_line_item where cart_id = '${cartId}' and deleted_at is null`
  )
  expect(lines).toHaveLength(1)
}
