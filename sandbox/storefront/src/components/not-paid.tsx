import { Link } from "react-router-dom"
import { useLanguage } from "../i18n/use-language"
import { Notice } from "./notice"

/** Nothing was paid or ordered: why, and the way back to choosing how to pay. */
export function NotPaid({ message }: { message: string }) {
  const { t } = useLanguage()
  return (
    <>
      <Notice kind="problem">
        <p>{message}</p>
      </Notice>
      <Link className="button" to="/checkout?step=payment">
        {t.back.toPayment}
      </Link>
    </>
  )
}
