import { isNotPaidOut } from "../../modules/wolffpay/refunded-amount"
import { ATTEMPT_SECONDS, type RefundRow } from "../../modules/wolffpay/tables/refunds"

/** An attempt of ours between its row and its answer, or between its answer and Medusa's own book (R14). */
export function isInFlight(row: RefundRow, now: number): boolean {
  const isOpen =
    row.state === "attempting" ||
    (row.state === "made" &&
      row.origin === "medusa" &&
      row.booked_at === null &&
      !isNotPaidOut(row.status))
  return isOpen && now - row.updated_at.getTime() < ATTEMPT_SECONDS * 1000
}
