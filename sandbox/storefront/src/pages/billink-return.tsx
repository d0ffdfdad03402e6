import { Loading } from "../components/loading"
import { NotPaid } from "../components/not-paid"
import { Notice } from "../components/notice"
import { PageTitle } from "../components/page-title"
import { useLanguage } from "../i18n/use-language"
import { useBillinkOrder } from "../lib/use-billink-order"
import { useGoToOrder } from "../lib/use-order-page"

/** `outcome` is what the shop's server added to the address after it had asked Billink. */
export function BillinkReturn({ cartId, outcome }: { cartId: string; outcome: string }) {
  const { t } = useLanguage()
  const ended = (["cancelled", "failed", "expired"] as const).find((one) => one === outcome)
  if (!ended) {
    return <Placing cartId={cartId} />
  }
  return (
    <div className="narrow">
      <PageTitle>{t.back.notOrderedTitle}</PageTitle>
      <NotPaid message={t.back.ended[ended]} />
    </div>
  )
}

/** Accepted, or not decided yet: the order is there within seconds, or as soon as Billink answers. */
function Placing({ cartId }: { cartId: string }) {
  const { t } = useLanguage()
  const { state, message, retry } = useBillinkOrder(cartId, useGoToOrder())
  return (
    <div className="narrow">
      <PageTitle>{state === "refused" ? t.back.notOrderedTitle : t.back.orderingTitle}</PageTitle>
      {state === "waiting" && <Loading text={t.back.ordering} />}
      {state === "refused" && <NotPaid message={message} />}
      {state === "undecided" && (
        <>
          <Notice kind="news">
            <p>{t.back.undecided}</p>
          </Notice>
          <button type="button" className="button" onClick={retry}>
            {t.back.lookAgain}
          </button>
        </>
      )}
    </div>
  )
}
