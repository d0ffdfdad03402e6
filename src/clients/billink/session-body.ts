import type { BillinkAdapter } from "./adapter"
import type { CreateSessionInput, SessionCustomer, SessionLine } from "./create-session"
import type { BillinkCredentials } from "./credentials"
import { mergeExtra } from "./merge-extra"
import { toAmount } from "./money"

/** The body of 2.1. Amounts are decimal euros with two decimals, as texts unless the adapter says otherwise. Pure. */
export function buildSessionBody(
  input: CreateSessionInput,
  adapter: BillinkAdapter,
  credentials: BillinkCredentials
): Record<string, unknown> {
  const amount = (cents: number) => toAmount(cents, adapter.amounts.sessionAsString)
  const body = {
    client: {
      billinkUsername: credentials.username,
      billinkID: credentials.id,
      workflowNumber: input.workflowNumber,
      ...(input.logoUrl === undefined ? {} : { options: { logoURL: input.logoUrl } }),
      // 7.21: which of the four are required is not documented, so all are sent.
      returnURL: {
        successURL: input.returnUrls.success,
        failURL: input.returnUrls.fail,
        backURL: input.returnUrls.back,
        cancelURL: input.returnUrls.cancel,
      },
    },
    customer: buildCustomer(input.customer, adapter),
    billingAddress: { ...input.billingAddress },
    shippingAddress: { ...input.shippingAddress },
    transaction: {
      totalAmount: amount(input.totalCents),
      totalTaxAmount: amount(input.totalTaxCents),
      purchaseCountry: input.shippingAddress.countryCode,
      purchaseCurrency: "EUR",
      orderNumber: input.orderNumber,
      orderItems: input.lines.map((line) => buildLine(line, amount)),
    },
  }
  return mergeExtra(adapter.extra.createSession, body)
}

function buildCustomer(customer: SessionCustomer, adapter: BillinkAdapter) {
  const { companyNumber, vatNumber } = adapter.customerFields
  return {
    firstName: customer.firstName,
    lastName: customer.lastName,
    email: customer.email,
    mobile: customer.mobile,
    type: customer.type,
    ...(customer.company ? { company: customer.company } : {}),
    ...(customer.companyNumber ? { [companyNumber]: customer.companyNumber } : {}),
    ...(vatNumber && customer.vatNumber ? { [vatNumber]: customer.vatNumber } : {}),
  }
}

function buildLine(line: SessionLine, amount: (cents: number) => string | number) {
  return {
    code: line.code,
    name: line.name,
    description: line.description,
    totalProductAmount: amount(line.rowCents),
    productAmount: amount(line.unitCents),
    productTaxAmount: amount(line.unitTaxCents),
    taxRate: line.taxRate,
    quantity: String(line.quantity),
  }
}
