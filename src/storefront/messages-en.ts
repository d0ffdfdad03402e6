import type { Messages } from "./messages"

export const en: Messages = {
  missing_publishable_key:
    "This shop's checkout is not set up yet: its key is missing. Please tell the shop; your cart is kept.",
  wrong_publishable_key:
    "This shop's checkout is not set up yet: its key is wrong. Please tell the shop; your cart is kept.",
  not_configured:
    "This shop does not take online payments yet. Please contact the shop; your cart is kept.",
  charges_not_enabled:
    "This shop does not take online payments now. Please try again later or contact the shop; your cart is kept.",
  service_unavailable:
    "The payment service does not answer. Please try again in a moment; your cart is kept.",
  stripe_unreachable:
    "The payment form did not load. Please check your connection or ad blocker, then try again; your cart is kept.",
  cart_not_found: "This cart no longer exists. Please go back to the shop.",
  cart_changed: "Your cart has changed. Please check the new total, then pay again.",
  cart_incomplete:
    "The order cannot be placed yet. Please check address, delivery and items, then try again.",
  sold_out: "Something in your cart has sold out. Please remove it, then try again.",
  cart_already_paid:
    "This cart is paid, or its payment is on its way. Please do not pay again; the order follows.",
  session_expired: "This payment is no longer valid. Please start it again; your cart is kept.",
  too_many_attempts:
    "Too many payments started. Please wait a minute, then try again; your cart is kept.",
  payment_not_possible:
    "This amount cannot be paid like this. Please choose another way to pay or contact the shop; your cart is kept.",
  details_incomplete: "Please check the marked details, then pay again.",
  declined:
    "The payment did not succeed. Please try again or choose another way to pay; your cart is kept.",
  authentication_failed:
    "Your bank could not confirm it is you. Please try again or choose another way to pay; your cart is kept.",
  payment_canceled:
    "The payment is not finished. Please try again or choose another way to pay; your cart is kept.",
  waiting: "One moment, we are looking for your payment …",
  processing:
    "Your payment is on its way. The order follows when it arrives; you do not need to pay again.",
  unknown:
    "We do not know yet if your payment arrived. Please do not pay again: look again in a few minutes or contact the shop.",
  retry: "Try again",
}
