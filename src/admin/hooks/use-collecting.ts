import { useEffect, useRef, useState, type RefObject } from "react"
import { pause } from "../lib/pause"
import type { SdkTerminal } from "../lib/terminal-sdk"
import type { Charging } from "./use-charge"
import { useProblem } from "./use-problem"

/** For what was stopped to let go of the reader, before the next sale asks for it all the same. */
const LET_GO_MS = 3_000

/**
 * Asks for a card once for each attempt; the server looks at WolffPay afterwards, whatever the SDK said. Gives what the SDK
 * said when it took no card.
 */
export function useCollecting(
  terminal: RefObject<SdkTerminal | null>,
  isConnected: boolean,
  { sale, phase, collected }: Charging
): string | null {
  const wordsOf = useProblem("reader")
  const asked = useRef<string | null>(null)
  /** The attempt that the reader is at, and when it is done with it. */
  const running = useRef<string | null>(null)
  const done = useRef<Promise<void>>(Promise.resolve())
  const [said, setSaid] = useState<string | null>(null)
  const secret = isConnected && sale?.reader.way === "sdk" ? sale.client_secret : undefined
  const isWanted = secret !== undefined && (phase === "starting" || phase === "present_card")
  const attempts = sale?.attempts ?? 0
  const attempt = sale ? `${sale.id}:${attempts}` : null
  const wanted = useRef<string | null>(null)
  wanted.current = isWanted ? attempt : null
  useEffect(() => {
    if (!isWanted || attempt === null || asked.current === attempt) {
      return
    }
    asked.current = attempt
    setSaid(null)
    const before = done.current
    const collect = async () => {
      await Promise.race([before, pause(LET_GO_MS)])
      if (wanted.current === attempt) {
        running.current = attempt
        await terminal.current?.collect(secret)
      }
    }
    done.current = collect()
      .then(() => null, wordsOf)
      .then((words) => {
        if (running.current === attempt) {
          running.current = null
        }
        if (asked.current === attempt) {
          setSaid(words)
          void collected(attempts)
        }
      })
  }, [attempt, attempts, collected, isWanted, secret, terminal, wordsOf])

  // However it ended, and also when nobody waited for the end: a reader that asks on would refuse the next sale.
  const isOver = !isWanted && phase !== "settling" && phase !== "paid"
  useEffect(() => {
    if (isOver && running.current !== null) {
      void terminal.current?.stopCollecting().catch(() => undefined)
    }
  }, [isOver, terminal])
  return said
}
