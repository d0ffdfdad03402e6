import { Heading, Text } from "@medusajs/ui"
import { useEffect, useRef, type ReactNode } from "react"
import { TouchButton } from "../components/touch-button"
import { useText } from "../hooks/use-text"

interface Props {
  title: string
  hint?: string
  onClose: () => void
  children: ReactNode
}

/** Takes the place of the articles for a moment; Escape leads back to them. */
export function SideView({ title, hint, onClose, children }: Props) {
  const { t } = useText()
  const section = useRef<HTMLElement>(null)
  useEffect(() => {
    if (!section.current?.contains(document.activeElement)) {
      section.current?.focus()
    }
  }, [])
  // What had the focus may be gone with what was done to it.
  useEffect(() => {
    if (document.activeElement === document.body) {
      section.current?.focus()
    }
  })
  return (
    <section
      ref={section}
      tabIndex={-1}
      aria-label={title}
      className="flex h-full min-h-0 flex-col outline-none"
    >
      <div className="flex min-h-14 items-center justify-between gap-x-2 border-b px-3">
        <Heading level="h2">{title}</Heading>
        <TouchButton shortcut="Escape" onClick={onClose}>
          {t("back")}
        </TouchButton>
      </div>
      {hint ? (
        <Text size="small" className="text-ui-fg-subtle px-3 pt-3">
          {hint}
        </Text>
      ) : null}
      <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
    </section>
  )
}
