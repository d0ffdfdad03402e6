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
import { AbstractPaymentProvider, PaymentActions } from "@medusajs/framework/utils"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import { pluginModule, type ProviderCradle } from "../wolffpay/dependencies"
import { authorize } from "./authorize"
import { cancel, deleteSession } from "./cancel"
import { capture } from "./capture"
import { initiate } from "./initiate"
import { refund } from "./refund"
import { paymentStatus, retrieve } from "./retrieve"
import { update } from "./update"

/** `pp_billink_billink`: Medusa's payment contract ↔ Billink. Each method is a file of its own. */
export class BillinkProvider extends AbstractPaymentProvider {
  static override identifier = "billink"

  constructor(
    private readonly cradle_: ProviderCradle,
    options?: Record<string, unknown>
  ) {
    super(cradle_, options)
  }

  private get service_(): WolffPayModuleService {
    return pluginModule(this.cradle_)
  }

  initiatePayment(input: InitiatePaymentInput): Promise<InitiatePaymentOutput> {
    return initiate(this.service_, input)
  }

  updatePayment(input: UpdatePaymentInput): Promise<UpdatePaymentOutput> {
    return update(this.service_, input)
  }

  deletePayment(input: DeletePaymentInput): Promise<DeletePaymentOutput> {
    return deleteSession(this.service_, input)
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
    return cancel(this.service_, input)
  }

  retrievePayment(input: RetrievePaymentInput): Promise<RetrievePaymentOutput> {
    return retrieve(this.service_, input)
  }

  getPaymentStatus(input: GetPaymentStatusInput): Promise<GetPaymentStatusOutput> {
    return paymentStatus(this.service_, input)
  }

  /** Billink is given addresses of our own; Medusa's stock one can tell neither its token nor its kind. */
  getWebhookActionAndData(
    _payload: ProviderWebhookPayload["payload"]
  ): Promise<WebhookActionResult> {
    return Promise.resolve({ action: PaymentActions.NOT_SUPPORTED })
  }
}
