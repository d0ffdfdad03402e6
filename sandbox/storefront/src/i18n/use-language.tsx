import {
  createContext,
  useContext,
  useLayoutEffect,
  useMemo,
  useState,
  type ReactNode,
} from "react"
import { pickLanguage, type Language } from "../lib/language"
import { formatMoney } from "../lib/money"
import { storage } from "../lib/storage"
import { en, type Texts } from "./en"
import { nl } from "./nl"

const KEY = "shop_language"
const TEXTS: Record<Language, Texts> = { nl, en }

interface Speech {
  language: Language
  t: Texts
  /** `amount` in major units. */
  money: (amount: number | null | undefined, currency: string | undefined) => string
  speak: (language: Language) => void
}

const Context = createContext<Speech | undefined>(undefined)

/** `?lang=nl` in an address chooses once; it is remembered and taken out, so that the switch keeps working. */
function firstLanguage(): Language {
  const url = new URL(window.location.href)
  const asked = url.searchParams.get("lang")
  const language = pickLanguage(asked, storage.read(KEY), navigator.languages)
  if (asked !== null) {
    storage.write(KEY, language)
    url.searchParams.delete("lang")
    window.history.replaceState(window.history.state, "", url)
  }
  return language
}

export function LanguageProvider({
  initial,
  children,
}: {
  initial: Language
  children: ReactNode
}) {
  const [language, setLanguage] = useState(initial)
  useLayoutEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const speech = useMemo<Speech>(
    () => ({
      language,
      t: TEXTS[language],
      money: (amount, currency) => formatMoney(amount ?? 0, currency ?? "eur", language),
      speak: (chosen) => {
        storage.write(KEY, chosen)
        setLanguage(chosen)
      },
    }),
    [language]
  )
  return <Context.Provider value={speech}>{children}</Context.Provider>
}

export function useLanguage(): Speech {
  const speech = useContext(Context)
  if (!speech) {
    throw new Error("useLanguage needs a LanguageProvider")
  }
  return speech
}

export { firstLanguage }
