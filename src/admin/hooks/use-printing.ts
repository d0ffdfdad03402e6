import { useEffect, useState } from "react"
import { flushSync } from "react-dom"

const DONE = "afterprint"

/** Prints what is on the page while `isPrinting`, and nothing that another one has put there. */
export function usePrinting() {
  const [isPrinting, setIsPrinting] = useState(false)
  useEffect(() => {
    const stop = () => setIsPrinting(false)
    window.addEventListener(DONE, stop)
    return () => window.removeEventListener(DONE, stop)
  }, [])
  const print = () => {
    flushSync(() => {
      // Not every browser says when it is done with the last one.
      window.dispatchEvent(new Event(DONE))
      setIsPrinting(true)
    })
    window.print()
  }
  return { isPrinting, print }
}
