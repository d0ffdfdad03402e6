import type { Appearance } from "@stripe/stripe-js"

/** Stripe's form in the shop's colours; it cannot read our style sheet. */
export const APPEARANCE: Appearance = {
  theme: "stripe",
  variables: {
    colorPrimary: "#1f4e9c",
    colorText: "#22303c",
    colorDanger: "#a3271b",
    borderRadius: "8px",
    fontSizeBase: "16px",
  },
}
