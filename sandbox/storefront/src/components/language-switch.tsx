import { useLanguage } from "../i18n/use-language"
import type { Language } from "../lib/language"

const LANGUAGES: readonly Language[] = ["nl", "en"]

export function LanguageSwitch() {
  const { t, language, speak } = useLanguage()
  return (
    <div className="languages" role="group" aria-label={t.shop.language}>
      {LANGUAGES.map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          aria-pressed={one === language}
          onClick={() => speak(one)}
        >
          {one.toUpperCase()}
          <span className="unseen"> {t.shop.languages[one]}</span>
        </button>
      ))}
    </div>
  )
}
