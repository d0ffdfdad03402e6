import { useEffect, useState } from "react"

const WAIT_MS = 250

/** What was typed, once typing has paused. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text.trim())
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text.trim()), WAIT_MS)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
