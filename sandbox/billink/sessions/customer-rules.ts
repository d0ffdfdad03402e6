import type { FormReader } from "./form-reader"
import type { Customer } from "./session"

const FIELDS = [
  "firstName",
  "lastName",
  "email",
  "mobile",
  "type",
  "initials",
  "gender",
  "birthdate",
  "company",
  "companyNumber",
  "payTrustScore",
]

export const BIRTHDATE = /^(0[1-9]|[12]\d|3[01])-(0[1-9]|1[0-2])-(19|20)\d{2}$/

/** 5 to 25 characters (2.14, code 429). */
export const COMPANY_NUMBER = /^[A-Za-z0-9. ]{5,25}$/

/** 2.1: the shopper. What is not known yet stays "", and the hosted page asks for it. */
export function readCustomer(form: FormReader, value: unknown): Customer {
  const path = "customer"
  const given = form.object(value, path, FIELDS)
  const type = form.text(given, path, "type", {
    pattern: /^[pb]$/,
    says: "This value should be p or b, in lower case.",
  })
  const customer: Customer = {
    firstName: form.text(given, path, "firstName", { max: 100 }),
    lastName: form.text(given, path, "lastName", { max: 100 }),
    email: form.text(given, path, "email", {
      pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
      says: "Wrong email format.",
    }),
    mobile: form.text(given, path, "mobile", {
      pattern: /^[\d +()-]{9,18}$/,
      says: "Wrong phone format: 9 to 18 digits, spaces, + ( ) and -.",
    }),
    type: type === "b" ? "b" : "p",
    company: form.text(given, path, "company", { max: 50, optional: type !== "b" }),
    companyNumber: form.text(given, path, "companyNumber", {
      optional: true,
      pattern: COMPANY_NUMBER,
      says: "A company number has 5 to 25 characters.",
    }),
    birthdate: form.text(given, path, "birthdate", {
      optional: true,
      pattern: BIRTHDATE,
      says: "Wrong birth date format: use dd-mm-yyyy.",
    }),
  }
  if (customer.company.length === 1) {
    form.refuse("customer.company", "A company name has 2 to 50 characters.")
  }
  if (type === "p" && customer.company !== "") {
    form.refuse("customer.type", "A customer with a company is b.")
  }
  form.text(given, path, "initials", { max: 20, optional: true })
  form.text(given, path, "gender", { max: 1, optional: true })
  const score = given["payTrustScore"]
  if (score !== undefined && score !== 0 && score !== 10) {
    form.refuse("customer.payTrustScore", "This value should be 0 or 10.")
  }
  return customer
}
