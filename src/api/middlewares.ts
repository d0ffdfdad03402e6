import {
  defineMiddlewares,
  validateAndTransformBody,
  validateAndTransformQuery,
} from "@medusajs/framework/http"
import { ListAttentionParams, ResolveAttentionBody } from "./admin/wolffpay/attention/validators"
import { keepPaidCart } from "./store/keep-paid-cart"
import { requireWolffPay } from "./require-wolffpay"
import { limitNewIntents } from "./store/limit-new-intents"

export default defineMiddlewares({
  routes: [
    {
      matcher: "/hooks/wolffpay",
      methods: ["POST"],
      // The route reads the raw bytes itself.
      bodyParser: false,
    },
    { matcher: "/store/wolffpay/*", middlewares: [requireWolffPay] },
    { matcher: "/admin/wolffpay/*", middlewares: [requireWolffPay] },
    {
      matcher: "/store/payment-collections/:id/payment-sessions",
      methods: ["POST"],
      middlewares: [keepPaidCart, limitNewIntents],
    },
    {
      matcher: "/store/carts/:id*",
      methods: ["POST", "DELETE"],
      middlewares: [keepPaidCart],
    },
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
  ],
})
