import { Heading, Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useProblem } from "../hooks/use-problem"
import { useText } from "../hooks/use-text"
import { TouchButton } from "./touch-button"

interface EmptyProps {
  title: string
  hint?: string
  children?: ReactNode
}

export function Empty({ title, hint, children }: EmptyProps) {
  return (
    <div className="flex h-full min-h-40 flex-col items-center justify-center gap-y-2 p-6 text-center">
      <Heading level="h3">{title}</Heading>
      {hint ? (
        <Text size="small" className="text-ui-fg-subtle max-w-80">
          {hint}
        </Text>
      ) : null}
      {children}
    </div>
  )
}

export function Loading() {
  const { t } = useText()
  return (
    <p role="status" className="text-ui-fg-subtle p-6 text-center">
      {t("loading")}
    </p>
  )
}

/** What went wrong, in the server's words where it had any, with a way to try again. */
export function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useText()
  const wordsOf = useProblem()
  return (
    <div role="alert">
      <Empty title={t("error.title")} hint={wordsOf(error)}>
        <TouchButton onClick={onRetry}>{t("retry")}</TouchButton>
      </Empty>
    </div>
  )
}

/** A line of text that is read out, in the place where the clerk looks. */
export function Problem({ children }: { children: ReactNode }) {
  return (
    <div
      role="alert"
      className="bg-ui-tag-red-bg text-ui-tag-red-text txt-compact-small rounded-md px-3 py-2"
    >
      {children}
    </div>
  )
}

/** As {@link Problem}, of something that is as it should be. */
export function Note({ children }: { children: ReactNode }) {
  return (
    <div
      role="status"
      className="bg-ui-tag-blue-bg text-ui-tag-blue-text txt-compact-small rounded-md px-3 py-2"
    >
      {children}
    </div>
  )
}
