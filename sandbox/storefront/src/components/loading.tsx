import { useLanguage } from "../i18n/use-language"

/** Says that something is on its way; shown late, so that a quick answer does not flicker. */
export function Loading({ text }: { text?: string }) {
  const { t } = useLanguage()
  return (
    <p className="loading" role="status">
      <span className="spinner" aria-hidden="true" />
      {text ?? t.loading}
    </p>
  )
}
