import { useCallback, useEffect, useRef, useState } from "react"
import type { SaleView } from "../../api/admin/wolffpay/terminal/views"
import { call, codeOf } from "../lib/sdk"
import { pause } from "../lib/pause"

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 8_000

export interface FollowedSale {
  sale: SaleView | null
  /** Takes an answer that came another way; an older one than what is known changes nothing. */
  take: (sale: SaleView) => void
  /** What the last question got instead of an answer. */
  trouble: unknown
}

/**
 * One sale as the server knows it, live: every question waits there for the next change, and none is asked once it rests.
 * `onGone` hears that there is no such sale (any more).
 */
export function useSale(saleId: string | null, onGone?: () => void): FollowedSale {
  const [known, setKnown] = useState<SaleView | null>(null)
  const [trouble, setTrouble] = useState<unknown>(null)
  const sale = known?.id === saleId ? known : null
  const wanted = useRef(saleId)
  wanted.current = saleId
  const version = useRef<number | undefined>(undefined)
  version.current = sale?.version
  const gone = useRef(onGone)
  gone.current = onGone
  const take = useCallback((next: SaleView) => {
    if (wanted.current !== null && wanted.current !== next.id) {
      // A late answer about the sale before.
      return
    }
    setTrouble(null)
    setKnown((last) => (last?.id === next.id && last.version > next.version ? last : next))
  }, [])

  const isMoving = saleId !== null && (sale === null || sale.is_open)
  useEffect(() => {
    if (saleId === null || !isMoving) {
      return
    }
    const stop = new AbortController()
    const ask = () =>
      call<{ sale: SaleView }>(`/wolffpay/terminal/sales/${saleId}`, {
        query: { newer_than: version.current },
        signal: stop.signal,
      })
    void (async () => {
      let wait = FIRST_PAUSE_MS
      while (!stop.signal.aborted) {
        try {
          const answer = await ask()
          wait = FIRST_PAUSE_MS
          version.current = answer.sale.version
          take(answer.sale)
        } catch (error) {
          if (codeOf(error) === "sale_unknown") {
            gone.current?.()
            return
          }
          if (!stop.signal.aborted) {
            setTrouble(error)
            await pause(wait, stop.signal)
            wait = Math.min(wait * 2, LONGEST_PAUSE_MS)
          }
        }
      }
    })()
    return () => stop.abort()
  }, [saleId, isMoving, take])

  return { sale, take, trouble }
}
