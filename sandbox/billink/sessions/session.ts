export const SESSION_STATUSES = [
  "session_active",
  "cancelled",
  "failed",
  "session_expired",
  "order_created",
] as const

/** What a session webhook can say (3.1). */
export type SessionStatus = (typeof SESSION_STATUSES)[number]

export type CustomerType = "p" | "b"

export interface Address {
  street: string
  houseNumber: string
  houseExtension: string
  postalCode: string
  city: string
  countryCode: string
}

export interface Customer {
  firstName: string
  lastName: string
  email: string
  mobile: string
  type: CustomerType
  company: string
  companyNumber: string
  birthdate: string
}

/** Cents, VAT included. */
export interface Line {
  code: string
  name: string
  description: string
  quantity: number
  unit: number
  total: number
  unitTax: number
  taxRate: string
}

export interface ReturnUrls {
  success: string
  fail: string
  back: string
  cancel: string
}

/** What a create-session call asks for, checked. */
export interface SessionRequest {
  workflowNumber: string
  invoiceNumber: string
  customInvoiceId: string | null
  customer: Customer
  billing: Address
  shipping: Address | null
  lines: Line[]
  total: number
  totalTax: number
  returnUrls: ReturnUrls
}

export interface Session extends SessionRequest {
  id: string
  transactionId: string
  customerId: string
  /** The prefix and the merchant's number. */
  billinkNumber: string
  status: SessionStatus | "created"
  /** The check said no, and the page offers to pay at once. */
  declined: boolean
  /** Milliseconds of the sandbox's clock. */
  createdAt: number
  expiresAt: number
}

export function isOpen(session: Session): boolean {
  return session.status === "created" || session.status === "session_active"
}
