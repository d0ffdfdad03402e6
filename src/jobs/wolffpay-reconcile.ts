import type { MedusaContainer } from "@medusajs/framework/types"
import { reconcileOnce } from "../workflows/reconcile/reconcile-once"

export default async function wolffPayReconcile(container: MedusaContainer): Promise<void> {
  await reconcileOnce(container)
}

/** Twice a minute, so that a paid intent without a webhook is an order within two. */
export const config = {
  name: "wolffpay-reconcile",
  schedule: { interval: 30_000 },
}
