import { LINES, start } from "../testing/support"
import type { SessionChanges } from "../testing/support"

describe("2.1 create session: the form", () => {
  const refused: [string, SessionChanges, string][] = [
    [
      "a blank user name",
      { client: { billinkUsername: "" } },
      "client.billinkUsername: This value should not be blank.",
    ],
    [
      "no id",
      { client: { billinkID: undefined } },
      "client.billinkID: This value should not be blank.",
    ],
    [
      "no workflow number",
      { client: { workflowNumber: undefined } },
      "client.workflowNumber: This value should not be blank.",
    ],
    [
      "a workflow number that is a number",
      { client: { workflowNumber: 1 } },
      "client.workflowNumber: This value should be of type string.",
    ],
    ["no customer", { body: { customer: undefined } }, "customer: This value should not be blank."],
    ["no billing address", { body: { billingAddress: undefined } }, "billingAddress: This"],
    ["no transaction", { body: { transaction: undefined } }, "transaction: This"],
    ["an unknown object", { body: { extra: {} } }, "extra: This field was not expected."],
    [
      "an unknown field",
      { customer: { phone: "1" } },
      "customer.phone: This field was not expected.",
    ],
    ["no return addresses", { client: { returnURL: undefined } }, "client.returnURL: This"],
    [
      "a plain http return",
      { client: { returnURL: { successURL: "http://shop.example/" } } },
      "client.returnURL.successURL: This value should be an https address.",
    ],
    [
      "only one return",
      { client: { returnURL: { successURL: "https://shop.example/" } } },
      "client.returnURL.cancelURL: This value should not be blank.",
    ],
    [
      "a script as return",
      { client: { returnURL: { backURL: "javascript:alert(1)" } } },
      "client.returnURL.backURL: This",
    ],
    [
      "no phone number",
      { customer: { mobile: "" } },
      "customer.mobile: This value should not be blank.",
    ],
    [
      "a short phone number",
      { customer: { mobile: "0612345" } },
      "customer.mobile: Wrong phone format",
    ],
    [
      "letters in a phone number",
      { customer: { mobile: "0612345678 x" } },
      "customer.mobile: Wrong phone format",
    ],
    [
      "an upper-case type",
      { customer: { type: "P" } },
      "customer.type: This value should be p or b",
    ],
    [
      "a business without a company",
      { customer: { type: "b" } },
      "customer.company: This value should not be blank.",
    ],
    [
      "a company of one letter",
      { customer: { type: "b", company: "X" } },
      "customer.company: A company name has 2",
    ],
    [
      "a consumer with a company",
      { customer: { company: "Bakkerij Bos" } },
      "customer.type: A customer with a company is b.",
    ],
    ["a wrong e-mail", { customer: { email: "jan" } }, "customer.email: Wrong email format."],
    [
      "an ISO birth date",
      { customer: { birthdate: "1990-12-31" } },
      "customer.birthdate: Wrong birth date format",
    ],
    [
      "a score of 5",
      { customer: { payTrustScore: 5 } },
      "customer.payTrustScore: This value should be 0 or 10.",
    ],
    [
      "no house number",
      { billingAddress: { houseNumber: "" } },
      "billingAddress.houseNumber: This value should not be blank.",
    ],
    [
      "an extension in the house number",
      { billingAddress: { houseNumber: "12a" } },
      "billingAddress.houseNumber: Wrong house number format",
    ],
    [
      "a long extension",
      { shippingAddress: { houseExtension: "A".repeat(11) } },
      "shippingAddress.houseExtension: This value is longer than 10",
    ],
    [
      "a Belgian postal code in the Netherlands",
      { billingAddress: { postalCode: "1000" } },
      "billingAddress.postalCode: Wrong postal code format.",
    ],
    [
      "a digit in a city",
      { billingAddress: { city: "Amsterdam 2" } },
      "billingAddress.city: A city has letters",
    ],
    [
      "a country that is not served",
      { billingAddress: { countryCode: "FR" } },
      "billingAddress.countryCode: This country is not served.",
    ],
    [
      "a Dutch PO box",
      { billingAddress: { street: "Postbus" } },
      "billingAddress.street: A PO box is not an address.",
    ],
    [
      "dollars",
      { transaction: { purchaseCurrency: "USD" } },
      "transaction.purchaseCurrency: Billink takes EUR only.",
    ],
    [
      "a slash in the order number",
      { transaction: { orderNumber: "A/1" } },
      "transaction.orderNumber: An order number has letters",
    ],
    [
      "a long order number",
      { transaction: { orderNumber: "A".repeat(51) } },
      "transaction.orderNumber: This value is longer than 50",
    ],
    [
      "an amount that is a number",
      { transaction: { totalAmount: 35.95 } },
      "transaction.totalAmount: This value should be an amount of euros as a string",
    ],
    [
      "one decimal",
      { transaction: { totalAmount: "35.9" } },
      "transaction.totalAmount: This value should be an amount",
    ],
    [
      "no lines",
      { transaction: { orderItems: [] } },
      "transaction.orderItems: This value should be a list",
    ],
    [
      "a total that is a cent off",
      { transaction: { totalAmount: "35.96" } },
      "transaction.totalAmount: The lines sum to 35.95, not to 35.96.",
    ],
    [
      "a VAT total that is not in the lines",
      { transaction: { totalTaxAmount: "6.00" } },
      "transaction.totalTaxAmount: The lines hold 6.24 VAT, not 6.00.",
    ],
    [
      "a row that is not unit x quantity",
      withLine({ totalProductAmount: "30.01" }),
      "orderItems[0].totalProductAmount: 30.01 is not 2 x 15.00.",
    ],
    [
      "the VAT of the row in place of one piece",
      withLine({ productTaxAmount: "5.20" }),
      "orderItems[0].productTaxAmount: 5.20 is not the 21% VAT in 15.00.",
    ],
    [
      "a fraction of a piece",
      withLine({ quantity: "2.0000" }),
      "orderItems[0].quantity: This value should be a whole number",
    ],
    [
      "a rate as a factor",
      withLine({ taxRate: "x1.21" }),
      "orderItems[0].taxRate: This value should be a percentage",
    ],
    [
      "an unknown field of a line",
      withLine({ price: "1" }),
      "orderItems[0].price: This field was not expected.",
    ],
    [
      "a long item code",
      withLine({ code: "A".repeat(101) }),
      "orderItems[0].code: This value is longer than 100",
    ],
  ]

  function withLine(change: Record<string, unknown>): SessionChanges {
    return { transaction: { orderItems: [{ ...LINES[0], ...change }, LINES[1]] } }
  }

  it.each(refused)("refuses %s with 400, and lists it", async (_, changes, text) => {
    const { create, control } = await start()
    const answer = await create(changes)
    expect(answer.status).toBe(400)
    expect(answer.body.error_backend.http_body.message).toContain(text)
    expect(control.state().sessions).toEqual([])
    expect(control.state().violations.map((one) => one.rule)).toEqual(["2.1"])
  })
})
