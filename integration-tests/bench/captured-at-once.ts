import type {
  AuthorizePaymentOutput,
  CapturePaymentOutput,
  GetPaymentStatusOutput,
  InitiatePaymentOutput,
  WebhookActionResult,
} from "@medusajs/framework/types"
import {
  AbstractPaymentProvider,
  ModuleProvider,
  Modules,
  PaymentActions,
  PaymentSessionStatus,
} from "@medusajs/framework/utils"

/**
 * As Medusa's manual provider, but what it authorizes is captured: in the same completion Medusa then books the capture, which is
 * its own work and not that of a provider.
 */
class CapturedAtOnce extends AbstractPaymentProvider {
  static override identifier = "captured"

  // The base class's own is protected.
  constructor(container: Record<string, unknown>) {
    super(container, {})
  }

  initiatePayment(): Promise<InitiatePaymentOutput> {
    return Promise.resolve({ id: crypto.randomUUID(), data: {} })
  }

  authorizePayment(): Promise<AuthorizePaymentOutput> {
    return Promise.resolve({ status: PaymentSessionStatus.CAPTURED, data: {} })
  }

  getPaymentStatus(): Promise<GetPaymentStatusOutput> {
    return Promise.resolve({ status: PaymentSessionStatus.CAPTURED })
  }

  capturePayment(): Promise<CapturePaymentOutput> {
    return Promise.resolve({})
  }

  cancelPayment = () => Promise.resolve({})
  deletePayment = () => Promise.resolve({})
  refundPayment = () => Promise.resolve({})
  retrievePayment = () => Promise.resolve({})
  updatePayment = () => Promise.resolve({})

  getWebhookActionAndData(): Promise<WebhookActionResult> {
    return Promise.resolve({ action: PaymentActions.NOT_SUPPORTED })
  }
}

export default ModuleProvider(Modules.PAYMENT, { services: [CapturedAtOnce] })
