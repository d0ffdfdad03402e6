import type { Logger } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import type WolffPayModuleService from "../../modules/wolffpay/service"

/** What Medusa's payment module holds and this provider reads. Not a public API, so each one may be missing. */
type PaymentInternals = {
  captureService?: RetrieveService
  refundService?: RetrieveService
  paymentService?: {
    list(filters: Record<string, unknown>): Promise<{ id: string }[]>
  }
}

type RetrieveService = {
  retrieve(id: string, config?: { relations?: string[] }): Promise<Record<string, unknown>>
}

export type ProviderCradle = { logger: Logger } & Record<string, unknown>

/**
 * The plugin's own module, injected by `dependencies: ["wolffpay"]` of the payment module.
 * @throws MedusaError when the merchant's configuration lacks it; the boot check says so earlier.
 */
export function pluginModule(cradle: ProviderCradle): WolffPayModuleService {
  const service = resolveOptional<WolffPayModuleService>(cradle, "wolffpay")
  if (!service) {
    throw new MedusaError(
      MedusaError.Types.INVALID_ARGUMENT,
      'medusa-plugin-wolffpay: add dependencies: ["wolffpay"] to the payment module in medusa-config.ts.'
    )
  }
  return service
}

export function paymentInternals(cradle: ProviderCradle): PaymentInternals {
  return {
    captureService: resolveOptional(cradle, "captureService"),
    refundService: resolveOptional(cradle, "refundService"),
    paymentService: resolveOptional(cradle, "paymentService"),
  }
}

/** Reading a name that is not registered throws in Medusa's container. */
function resolveOptional<T>(cradle: ProviderCradle, name: string): T | undefined {
  try {
    return cradle[name] as T | undefined
  } catch {
    return undefined
  }
}
