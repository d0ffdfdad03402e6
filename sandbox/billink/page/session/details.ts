import { COMPANY_NUMBER } from "../../sessions/customer-rules"
import type { Session } from "../../sessions/session"
import type { Details } from "../../sessions/session-book"
import type { SessionTexts } from "./texts"

/** What the page has to ask, because the shop did not tell (4.2). */
export type Question = "birthdate" | "companyNumber"

export function questionFor({ customer }: Session): Question | undefined {
  if (customer.type === "b") return customer.companyNumber === "" ? "companyNumber" : undefined
  return customer.birthdate === "" ? "birthdate" : undefined
}

/** The answer in Billink's form, or the text that says what is wrong with it. `now` in milliseconds since 1970. */
export function checkAnswer(
  question: Question | undefined,
  typed: string,
  now: number
): { details: Details } | { problem: keyof SessionTexts } {
  if (question === undefined) return { details: {} }
  if (question === "companyNumber") {
    const companyNumber = typed.trim()
    return COMPANY_NUMBER.test(companyNumber)
      ? { details: { companyNumber } }
      : { problem: "companyNumberWrong" }
  }
  const date = readDate(typed)
  if (!date) return { problem: "birthdateWrong" }
  const [year, month, day] = date
  const today = new Date(now)
  const eighteenth = Date.UTC(year + 18, month - 1, day)
  if (year < 1900 || Date.UTC(year, month - 1, day) > today.getTime()) {
    return { problem: "birthdateWrong" }
  }
  if (eighteenth > today.getTime()) return { problem: "tooYoung" }
  const two = (part: number) => String(part).padStart(2, "0")
  return { details: { birthdate: `${two(day)}-${two(month)}-${year}` } }
}

/** 31-12-1990, 31/12/1990, 31.12.1990 or 1990-12-31; undefined for a day that no calendar has. */
function readDate(typed: string): [year: number, month: number, day: number] | undefined {
  const text = typed.trim()
  const dayFirst = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(text)
  const yearFirst = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  const parts = dayFirst
    ? [dayFirst[3], dayFirst[2], dayFirst[1]]
    : [yearFirst?.[1], yearFirst?.[2], yearFirst?.[3]]
  const [year = 0, month = 0, day = 0] = parts.map(Number)
  const date = new Date(Date.UTC(year, month - 1, day))
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return exists ? [year, month, day] : undefined
}
