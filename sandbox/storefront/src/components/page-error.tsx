import { useLanguage } from "../i18n/use-language"
import { Notice } from "./notice"
import { PageTitle } from "./page-title"

/** A page that failed to draw, or whose code did not arrive: the rest of the shop stands. */
export function PageError() {
  const { t } = useLanguage()
  return (
    <div className="narrow">
      <PageTitle>{t.problems.title}</PageTitle>
      <Notice kind="problem">
        <p>{t.problems.page}</p>
        <button type="button" className="button" onClick={() => window.location.reload()}>
          {t.retry}
        </button>
      </Notice>
    </div>
  )
}
