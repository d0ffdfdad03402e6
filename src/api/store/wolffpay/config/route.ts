import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { WOLFFPAY_MODULE } from "../../../../modules/wolffpay"
import { toMedusaError } from "../../../../modules/wolffpay/api-errors"
import type WolffPayModuleService from "../../../../modules/wolffpay/service"
import { storeError } from "../../../../modules/wolffpay/store-errors"

/** What a browser needs to start Stripe.js (W10, W11); never the API key. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const service = req.scope.resolve<WolffPayModuleService>(WOLFFPAY_MODULE)
  try {
    res.json(await service.browserConfig())
  } catch (error) {
    // No amount is asked for yet: a refusal is about the shop's own account.
    const { type, message } = toMedusaError(error, "shopper")
    throw storeError(type, "service_unavailable", message)
  }
}
