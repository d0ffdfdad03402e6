import type {
  AuthorizePaymentInput,
  AuthorizePaymentOutput,
  CancelPaymentInput,
  CancelPaymentOutput,
  CapturePaymentInput,
  CapturePaymentOutput,
  DeletePaymentInput,
  DeletePaymentOutput,
  GetPaymentStatusInput,
  GetPaymentStatusOutput,
  InitiatePaymentInput,
  InitiatePaymentOutput,
  ProviderWebhookPayload,
  RefundPaymentInput,
  RefundPaymentOutput,
  RetrievePaymentInput,
  RetrievePaymentOutput,
  UpdatePaymentInput,
  UpdatePaymentOutput,
  WebhookActionResult,
} from "@medusajs/framework/types"
import { AbstractPaymentProvider } from "@medusajs/framework/utils"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import { authorize } from "./authorize"
import { cancel, deleteSession } from "./cancel"
import { capture } from "./capture"
import { pluginModule, type ProviderCradle } from "./dependencies"
import { refund } from "./refund"
import { paymentStatus, retrieve } from "./retrieve"
import { update } from "./update"
import { handOverWebhook } from "./webhook"

/** Medusa's payment contract ↔ WolffPay, the same online and at the counter once an intent is there. Each method is a file of its own. */
export abstract class WolffPayProvider extends AbstractPaymentProvider {
  constructor(
    private readonly cradle_: ProviderCradle,
    options?: Record<string, unknown>
  ) {
    super(cradle_, options)
  }

  protected get service_(): WolffPayModuleService {
    return pluginModule(this.cradle_)
  }

  abstract override initiatePayment(input: InitiatePaymentInput): Promise<InitiatePaymentOutput>

  updatePayment(input: UpdatePaymentInput): Promise<UpdatePaymentOutput> {
    return update(this.service_, this.cradle_, input)
  }

  deletePayment(input: DeletePaymentInput): Promise<DeletePaymentOutput> {
    return deleteSession(this.service_, this.cradle_, input)
  }

  authorizePayment(input: AuthorizePaymentInput): Promise<AuthorizePaymentOutput> {
    return authorize(this.service_, input)
  }

  capturePayment(input: CapturePaymentInput): Promise<CapturePaymentOutput> {
    return capture(this.service_, this.cradle_, input)
  }

  refundPayment(input: RefundPaymentInput): Promise<RefundPaymentOutput> {
    return refund(this.service_, this.cradle_, input)
  }

  cancelPayment(input: CancelPaymentInput): Promise<CancelPaymentOutput> {
    return cancel(this.service_, this.cradle_, input)
  }

  retrievePayment(input: RetrievePaymentInput): Promise<RetrievePaymentOutput> {
    return retrieve(this.service_, input)
  }

  getPaymentStatus(input: GetPaymentStatusInput): Promise<GetPaymentStatusOutput> {
    return paymentStatus(this.service_, input)
  }

  getWebhookActionAndData(
    payload: ProviderWebhookPayload["payload"]
  ): Promise<WebhookActionResult> {
    return handOverWebhook(this.service_, payload)
  }
}
