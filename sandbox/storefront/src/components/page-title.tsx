import { useEffect, useRef, type ReactNode } from "react"
import { useLanguage } from "../i18n/use-language"

let isFirstPage = true

/** The heading of a page: names the document, and takes the focus when the page came by a link. */
export function PageTitle({ children, name }: { children: ReactNode; name?: string }) {
  const { t } = useLanguage()
  const heading = useRef<HTMLHeadingElement>(null)
  const title = name ?? (typeof children === "string" ? children : "")
  useEffect(() => {
    document.title = title ? `${title} – ${t.shop.name}` : t.shop.name
  }, [title, t])
  useEffect(() => {
    if (!isFirstPage) {
      heading.current?.focus({ preventScroll: true })
    }
    isFirstPage = false
  }, [])
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  )
}
