import { useCallback, useEffect, useState } from "react"
import { problemOf, type Problem } from "./problem"

interface Loaded<T> {
  data: T | undefined
  problem: Problem | undefined
  /** True until the first answer or problem. */
  isLoading: boolean
  reload: () => void
}

/** What was loaded before shows at once, and is loaded again behind it. Lives as long as the page. */
const known = new Map<string, unknown>()

/** Loads under a key; `load` is called again when the key changes. Data may be of any kind but undefined-while-known. */
export function useLoad<T>(key: string, load: () => Promise<T>): Loaded<T> {
  const [round, setRound] = useState(0)
  const [state, setState] = useState<{ key: string; data?: T; problem?: Problem; done: boolean }>(
    () => ({ key, data: known.get(key) as T | undefined, done: known.has(key) })
  )
  useEffect(() => {
    let isCurrent = true
    const settle = (next: { data?: T; problem?: Problem }) => {
      if (isCurrent) {
        setState({ key, done: true, ...next })
      }
    }
    load().then(
      (data) => {
        known.set(key, data)
        settle({ data })
      },
      (error: unknown) => {
        // What is shown already is better than an error in its place.
        if (!known.has(key)) {
          settle({ problem: problemOf(error) })
        }
      }
    )
    return () => {
      isCurrent = false
    }
    // `load` is a new function with every render; the key says whether it loads something else.
  }, [key, round])
  const reload = useCallback(() => {
    setState((before) => ({ ...before, problem: undefined, done: before.data !== undefined }))
    setRound((before) => before + 1)
  }, [])
  const isOther = state.key !== key
  return {
    data: isOther ? (known.get(key) as T | undefined) : state.data,
    problem: isOther ? undefined : state.problem,
    isLoading: isOther ? !known.has(key) : !state.done,
    reload,
  }
}

/** Starts loading before a page asks for it. */
export function preload<T>(key: string, load: () => Promise<T>) {
  load().then(
    (data) => known.set(key, data),
    () => undefined
  )
}

export function peek<T>(key: string) {
  return known.get(key) as T | undefined
}
