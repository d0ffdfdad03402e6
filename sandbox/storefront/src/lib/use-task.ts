import { useCallback, useRef, useState } from "react"
import { problemOf, type Problem } from "./problem"

/**
 * One thing at a time: while it runs, starting it again does nothing, so a double click is one click.
 * `run` resolves with whether it went well.
 */
export function useTask() {
  const running = useRef(false)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const run = useCallback(async (work: () => Promise<unknown>) => {
    if (running.current) {
      return false
    }
    running.current = true
    setBusy(true)
    setProblem(undefined)
    try {
      await work()
      return true
    } catch (error) {
      setProblem(problemOf(error))
      return false
    } finally {
      running.current = false
      setBusy(false)
    }
  }, [])
  return { run, isBusy, problem }
}
