import { useEffect, useRef, type ReactNode } from "react"
import { CheckIcon } from "../components/icons"
import { useLanguage } from "../i18n/use-language"
import { STEPS, type Step } from "./steps"

interface StepCardProps {
  step: Step
  isOpen: boolean
  isDone: boolean
  /** What was filled in, shown while another step is open. */
  summary?: ReactNode
  onOpen: (step: Step) => void
  children: ReactNode
}

export function StepCard({ step, isOpen, isDone, summary, onOpen, children }: StepCardProps) {
  const { t } = useLanguage()
  const heading = useRef<HTMLHeadingElement>(null)
  const wasOpen = useRef(isOpen)
  const number = STEPS.indexOf(step) + 1

  useEffect(() => {
    if (isOpen && !wasOpen.current) {
      heading.current?.focus({ preventScroll: true })
      heading.current?.scrollIntoView({ block: "nearest" })
    }
    wasOpen.current = isOpen
  }, [isOpen])

  return (
    <section
      className="step"
      data-open={isOpen}
      data-step={step}
      aria-labelledby={`step-${step}`}
      aria-current={isOpen ? "step" : undefined}
    >
      <header>
        <h2 id={`step-${step}`} ref={heading} tabIndex={-1}>
          <span className="unseen">{t.checkout.step(number, STEPS.length)}: </span>
          <span className="step-number" aria-hidden="true">
            {isDone && !isOpen ? <CheckIcon /> : number}
          </span>
          {t.checkout[step]}
          {isDone && !isOpen && <span className="unseen"> ({t.checkout.done})</span>}
        </h2>
        {isDone && !isOpen && (
          <button
            type="button"
            className="text-button"
            aria-label={t.checkout.changeStep(t.checkout[step])}
            onClick={() => onOpen(step)}
          >
            {t.checkout.change}
          </button>
        )}
      </header>
      {isOpen ? children : isDone && <div className="step-summary">{summary}</div>}
    </section>
  )
}
