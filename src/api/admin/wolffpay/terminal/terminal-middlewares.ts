import {
  type MiddlewareRoute,
  validateAndTransformBody,
  validateAndTransformQuery,
} from "@medusajs/framework/http"
import {
  AddReaderBody,
  ArticlesParams,
  ChangeReaderBody,
  ConnectionTokenBody,
  EmailReceiptBody,
  ListReadersParams,
} from "./reader-validators"
import { CollectedBody } from "./validators"

const ROOT = "/admin/wolffpay/terminal"
const READER = "wolffpay_terminal_reader"
const SALE = "wolffpay_terminal_sale"

type Verb = "GET" | "POST" | "DELETE"

/** What a role has to be allowed, in a shop with role based access control; see src/policies/terminal.ts. */
const rights: MiddlewareRoute[] = (
  [
    ["GET", "/readers", READER, "read"],
    ["POST", "/readers", READER, "create"],
    ["GET", "/readers/:id", READER, "read"],
    ["POST", "/readers/:id", READER, "update"],
    ["DELETE", "/readers/:id", READER, "delete"],
    ["POST", "/readers/:id/check", READER, "update"],
    ["GET", "/articles", SALE, "read"],
    ["POST", "/connection-token", SALE, "create"],
    ["GET", "/sales", SALE, "read"],
    ["POST", "/sales", SALE, "create"],
    ["GET", "/sales/:id", SALE, "read"],
    ["POST", "/sales/:id/retry", SALE, "update"],
    ["POST", "/sales/:id/cancel", SALE, "update"],
    ["POST", "/sales/:id/collected", SALE, "update"],
    ["POST", "/sales/:id/refund", SALE, "refund"],
    ["GET", "/sales/:id/receipt", SALE, "read"],
    ["POST", "/sales/:id/receipt/email", SALE, "read"],
  ] as [Verb, string, string, string][]
).map(([method, path, resource, operation]) => ({
  matcher: `${ROOT}${path}`,
  methods: [method],
  policies: [{ resource, operation }],
}))

/** Before the bodies are looked at: who may not sell learns nothing of how to. */
export const terminalMiddlewares: MiddlewareRoute[] = [
  ...rights,
  {
    matcher: `${ROOT}/readers`,
    methods: ["GET"],
    middlewares: [
      validateAndTransformQuery(ListReadersParams, {
        isList: true,
        defaults: ["id"],
        defaultLimit: 50,
      }),
    ],
  },
  {
    matcher: `${ROOT}/readers`,
    methods: ["POST"],
    middlewares: [validateAndTransformBody(AddReaderBody)],
  },
  {
    matcher: `${ROOT}/readers/:id`,
    methods: ["POST"],
    middlewares: [validateAndTransformBody(ChangeReaderBody)],
  },
  {
    matcher: `${ROOT}/articles`,
    methods: ["GET"],
    middlewares: [validateAndTransformQuery(ArticlesParams, {})],
  },
  {
    matcher: `${ROOT}/connection-token`,
    methods: ["POST"],
    middlewares: [validateAndTransformBody(ConnectionTokenBody)],
  },
  {
    matcher: `${ROOT}/sales/:id/collected`,
    methods: ["POST"],
    middlewares: [validateAndTransformBody(CollectedBody)],
  },
  {
    matcher: `${ROOT}/sales/:id/receipt/email`,
    methods: ["POST"],
    middlewares: [validateAndTransformBody(EmailReceiptBody)],
  },
]
