import {
  defineMiddlewares,
  validateAndTransformBody,
  validateAndTransformQuery,
} from "@medusajs/framework/http"
import { holdPayment, holdPaymentsOfOrder, holdRefund } from "./admin/hold-payment"
import { ListAttentionParams, ResolveAttentionBody } from "./admin/wolffpay/attention/validators"
import {
  ListSalesParams,
  RefundSaleBody,
  StartSaleBody,
} from "./admin/wolffpay/terminal/validators"
import { terminalMiddlewares } from "./admin/wolffpay/terminal/terminal-middlewares"
import { CreditInvoiceBody, ResolveCreditBody } from "./admin/wolffpay/billink/validators"
import { answerCompletion } from "./store/answer-completion"
import { keepPaidCart } from "./store/keep-paid-cart"
import { requireBillink } from "./require-billink"
import { requireWolffPay } from "./require-wolffpay"
import { limitNewIntents } from "./store/limit-new-intents"
import { oneSessionAtATime } from "./store/one-session-at-a-time"
import { prepareBillink } from "./store/prepare-billink"

/** In a shop with role based access control, whoever may refund may credit. */
const REFUND = [{ resource: "refund", operation: "create" }]

export default defineMiddlewares({
  routes: [
    {
      matcher: "/hooks/wolffpay",
      methods: ["POST"],
      // The route reads the raw bytes itself.
      bodyParser: false,
    },
    // As above, and without a word before the token is looked at.
    { matcher: "/hooks/billink/*", methods: ["POST"], bodyParser: false },
    { matcher: "/hooks/billink/*", middlewares: [requireBillink] },
    { matcher: "/store/wolffpay/*", middlewares: [requireWolffPay] },
    { matcher: "/admin/wolffpay/*", middlewares: [requireWolffPay] },
    ...terminalMiddlewares,
    { matcher: "/admin/wolffpay/billink/*", middlewares: [requireBillink] },
    {
      matcher: "/store/payment-collections/:id/payment-sessions",
      methods: ["POST"],
      // In the order in which they came in. The limit before the looks: what is too many costs no call (R19).
      middlewares: [oneSessionAtATime, limitNewIntents, keepPaidCart, prepareBillink],
    },
    {
      matcher: "/store/carts/:id*",
      methods: ["POST", "DELETE"],
      middlewares: [keepPaidCart],
    },
    {
      matcher: "/store/carts/:id/complete",
      methods: ["POST"],
      middlewares: [answerCompletion],
    },
    { matcher: "/admin/payments/:id/capture", methods: ["POST"], middlewares: [holdPayment] },
    { matcher: "/admin/payments/:id/refund", methods: ["POST"], middlewares: [holdRefund] },
    { matcher: "/admin/orders/:id/cancel", methods: ["POST"], middlewares: [holdPaymentsOfOrder] },
    {
      matcher: "/admin/wolffpay/attention",
      methods: ["GET"],
      middlewares: [
        validateAndTransformQuery(ListAttentionParams, {
          isList: true,
          defaults: ["id"],
          defaultLimit: 20,
        }),
      ],
    },
    {
      matcher: "/admin/wolffpay/attention/:id/resolve",
      methods: ["POST"],
      middlewares: [validateAndTransformBody(ResolveAttentionBody)],
    },
    {
      matcher: "/admin/wolffpay/terminal/sales",
      methods: ["GET"],
      middlewares: [
        validateAndTransformQuery(ListSalesParams, {
          isList: true,
          defaults: ["id"],
          defaultLimit: 20,
        }),
      ],
    },
    {
      matcher: "/admin/wolffpay/terminal/sales",
      methods: ["POST"],
      middlewares: [validateAndTransformBody(StartSaleBody)],
    },
    {
      matcher: "/admin/wolffpay/terminal/sales/:id/refund",
      methods: ["POST"],
      middlewares: [validateAndTransformBody(RefundSaleBody)],
    },
    {
      matcher: "/admin/wolffpay/billink/invoices/:id/credit",
      methods: ["POST"],
      policies: REFUND,
      middlewares: [validateAndTransformBody(CreditInvoiceBody)],
    },
    {
      matcher: "/admin/wolffpay/billink/credits/:id/resolve",
      methods: ["POST"],
      policies: REFUND,
      middlewares: [validateAndTransformBody(ResolveCreditBody)],
    },
  ],
})
