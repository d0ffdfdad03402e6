import type { ReactNode } from "react"

interface Notice {
  kind: "problem" | "news" | "good"
  title?: string
  children: ReactNode
}

/** A boxed message. A problem is read out at once, the others in their turn. */
export function Notice({ kind, title, children }: Notice) {
  return (
    <div className={`notice ${kind}`} role={kind === "problem" ? "alert" : "status"}>
      {title && <strong>{title}</strong>}
      {children}
    </div>
  )
}
