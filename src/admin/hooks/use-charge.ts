import { useCallback, useEffect, useRef, useState } from "react"
import type { SaleInput, SaleView } from "../../api/admin/wolffpay/terminal/views"
import { pause } from "../lib/pause"
import { phaseOf } from "../lib/sale-phase"
import { call, codeOf, isUnknownOutcome, Refusal, statusOf } from "../lib/sdk"
import { useSale } from "./use-sale"

const SALES = "/wolffpay/terminal/sales"
const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 8_000

interface Memory {
  /** The sale that goes on here, when its id is known. */
  saleId: string | null
  /** It was taken back before its id was known. */
  isCancelWanted?: boolean
  onCancelWanted?: () => void
  /** False when nobody wants it any more: it is cancelled. */
  onSale?: (request_id: string, sale: SaleView) => boolean
  /** The server refused it: there is no such sale, and nothing was charged. */
  onRefused?: (error: unknown, request_id: string) => void
  /** The server does not know this sale (any more). */
  onGone?: () => void
}

/** Everything the clerk can do with one card payment. */
export function useCharge(memory: Memory) {
  const { saleId, isCancelWanted = false } = memory
  const { sale, take, trouble } = useSale(saleId, memory.onGone)
  const latest = useRef(memory)
  latest.current = memory
  const [unanswered, setUnanswered] = useState<unknown>(null)
  const [problem, setProblem] = useState<unknown>(null)
  const stop = useRef<AbortController | null>(null)
  const telling = useRef<AbortController | null>(null)
  useEffect(
    () => () => {
      stop.current?.abort()
      telling.current?.abort()
    },
    []
  )

  /** Whether it is known what came of it. */
  const act = useCallback(
    async (
      id: string,
      verb: "cancel" | "retry" | "collected",
      how: { body?: object; signal?: AbortSignal } = {}
    ): Promise<boolean> => {
      setProblem(null)
      try {
        const answer = await call<{ sale: SaleView }>(`${SALES}/${id}/${verb}`, {
          method: "POST",
          ...how,
        })
        take(answer.sale)
        return true
      } catch (error) {
        if (how.signal?.aborted) {
          return true
        }
        const isLate = statusOf(error) === 409
        // A cancel that comes too late is told by the sale itself.
        if (!(verb === "cancel" && isLate)) {
          setProblem(error)
        }
        if (isLate) {
          const now = await call<{ sale: SaleView }>(`${SALES}/${id}`).catch(() => undefined)
          if (now) {
            take(now.sale)
          }
        }
        return !isUnknownOutcome(error) && codeOf(error) !== "sale_in_use"
      }
    },
    [take]
  )

  /**
   * Asked again with the same request_id until there is an answer: the server takes it as one sale. Of one that `isNew`, and that
   * this clerk may not begin, there is none.
   */
  const begin = useCallback(
    async (input: SaleInput, isNew: boolean) => {
      stop.current?.abort()
      const { signal } = (stop.current = new AbortController())
      setProblem(null)
      let isFirst = isNew
      for (
        let wait = FIRST_PAUSE_MS;
        !signal.aborted;
        wait = Math.min(wait * 2, LONGEST_PAUSE_MS)
      ) {
        try {
          const answer = await call<{ sale: SaleView }>(SALES, { method: "POST", body: input })
          const isTakenBack = latest.current.isCancelWanted
          setUnanswered(null)
          take(answer.sale)
          const isWanted = latest.current.onSale?.(input.request_id, answer.sale) ?? true
          if (isTakenBack || !isWanted) {
            await act(answer.sale.id, "cancel")
          }
          return
        } catch (error) {
          const isForbidden = error instanceof Refusal && error.type === "forbidden"
          if (!isUnknownOutcome(error) || (isFirst && isForbidden)) {
            setUnanswered(null)
            latest.current.onRefused?.(error, input.request_id)
            return
          }
          if (signal.aborted) {
            return
          }
          isFirst = false
          setUnanswered(error)
          await pause(wait, signal)
        }
      }
    },
    [act, take]
  )

  /** Another window has the answer. A sale that is made all the same is told of (`onSale`). */
  const stopAsking = useCallback(() => {
    stop.current?.abort()
    setUnanswered(null)
  }, [])

  const cancel = useCallback(() => {
    if (saleId === null) {
      latest.current.onCancelWanted?.()
      return Promise.resolve()
    }
    return act(saleId, "cancel").then(() => undefined)
  }, [act, saleId])
  const retry = useCallback(() => {
    // The server looks at the last card by itself; told of it later, it would take it for the next one.
    telling.current?.abort()
    return saleId === null ? Promise.resolve() : act(saleId, "retry")
  }, [act, saleId])
  /**
   * Told until the server has heard it: nobody else tells it of a card that this browser took. `attempts`: which card of this
   * sale it was, from 1.
   */
  const collected = useCallback(
    async (attempts: number) => {
      telling.current?.abort()
      const { signal } = (telling.current = new AbortController())
      const how = { body: { attempts }, signal }
      let wait = FIRST_PAUSE_MS
      while (saleId !== null && !signal.aborted && !(await act(saleId, "collected", how))) {
        await pause(wait, signal)
        wait = Math.min(wait * 2, LONGEST_PAUSE_MS)
      }
    },
    [act, saleId]
  )
  const phase = sale === null && isCancelWanted ? ("canceling" as const) : phaseOf(sale)
  // What went wrong a moment ago is over when the sale has gone on.
  useEffect(() => setProblem(null), [phase])
  return {
    saleId,
    sale,
    phase,
    begin,
    stopAsking,
    cancel,
    retry,
    collected,
    problem,
    trouble: unanswered ?? trouble,
  }
}

export type Charging = ReturnType<typeof useCharge>
