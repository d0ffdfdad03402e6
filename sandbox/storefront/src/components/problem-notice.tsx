import { useLanguage } from "../i18n/use-language"
import type { Texts } from "../i18n/en"
import type { Problem } from "../lib/problem"
import { Notice } from "./notice"

export function sentenceOf({ kind, detail }: Problem, t: Texts) {
  return kind === "refused" || kind === "details" ? t.problems[kind](detail) : t.problems[kind]
}

/** What went wrong and what to do, with a button where trying again can help. */
export function ProblemNotice({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  const { t } = useLanguage()
  return (
    <Notice kind="problem" title={t.problems.title}>
      <p>{sentenceOf(problem, t)}</p>
      {onRetry && (
        <button type="button" className="button quiet" onClick={onRetry}>
          {t.retry}
        </button>
      )}
    </Notice>
  )
}
