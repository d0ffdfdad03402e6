import { Link } from "react-router-dom"
import { PageTitle } from "../components/page-title"
import { useLanguage } from "../i18n/use-language"

export function NotFoundPage() {
  const { t } = useLanguage()
  return (
    <div className="narrow">
      <PageTitle>{t.notFound.title}</PageTitle>
      <p>{t.notFound.text}</p>
      <Link className="button" to="/">
        {t.notFound.back}
      </Link>
    </div>
  )
}
