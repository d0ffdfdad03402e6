import type { ButtonHTMLAttributes } from "react"

interface BusyButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  isBusy: boolean
  busyText: string
}

/** Keeps its focus and its size while busy; whoever handles its press ignores a second one. */
export function BusyButton({ isBusy, busyText, children, className, ...rest }: BusyButtonProps) {
  return (
    <button
      {...rest}
      className={className ?? "button"}
      aria-disabled={isBusy || rest["aria-disabled"]}
    >
      <span className="stack">
        <span data-shown={!isBusy} aria-hidden={isBusy}>
          {children}
        </span>
        <span data-shown={isBusy} aria-hidden={!isBusy}>
          {busyText}
        </span>
      </span>
    </button>
  )
}
