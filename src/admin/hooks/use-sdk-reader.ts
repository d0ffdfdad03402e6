import { useCallback, useEffect, useRef, useState } from "react"
import type { ReaderView } from "../../api/admin/wolffpay/terminal/views"
import { ownReader } from "../lib/own-reader"
import { openTerminal, type NearbyReader, type SdkTerminal } from "../lib/terminal-sdk"
import { useCollecting } from "./use-collecting"
import type { Charging } from "./use-charge"

type Connection =
  | { state: "searching" }
  | { state: "found"; readers: NearbyReader[] }
  | { state: "connected"; name: string }
  | { state: "disconnected" }
  | { state: "failed"; error: unknown }

/** Drives a reader through Stripe's SDK in this browser; does nothing for readers that the server drives. */
export function useSdkReader(reader: ReaderView, charging: Charging, isWanted = true) {
  const isSdk = reader.way === "sdk" && isWanted
  const terminal = useRef<SdkTerminal | null>(null)
  /** Counts up when this screen, or this reader, is left: whatever is on its way then comes to nothing. */
  const visit = useRef(0)
  const [connection, setConnection] = useState<Connection>({ state: "searching" })
  const connected = connection.state === "connected"
  const serial = `wolffpay.serial.${reader.id}`
  /** Somebody else's payment is at this reader. */
  const isHeld = useRef(false)
  isHeld.current = reader.busy_sale_id !== null && reader.busy_sale_id !== charging.saleId

  const attempt = useCallback(async (work: (isLeft: () => boolean) => Promise<void>) => {
    const mine = visit.current
    const isLeft = () => visit.current !== mine
    try {
      await work(isLeft)
    } catch (error) {
      if (!isLeft()) {
        setConnection({ state: "failed", error })
      }
    }
  }, [])

  const connect = useCallback(
    (nearby: NearbyReader, box: Storage = localStorage) =>
      attempt(async (isLeft) => {
        const opened = terminal.current
        const isOwn = nearby.serial_number === box.getItem(serial) && !isHeld.current
        const name = await opened?.connect(nearby, isOwn)
        if (isLeft()) {
          // Or the reader would stay with a page that is gone, and refuse the next one.
          await opened?.disconnect()
          return
        }
        localStorage.setItem(serial, nearby.serial_number)
        sessionStorage.setItem(serial, nearby.serial_number)
        setConnection({ state: "connected", name: name ?? nearby.label })
      }),
    [attempt, serial]
  )

  /** The reader whose number is in `box` is taken also when it counts as in use. */
  const search = useCallback(
    (box?: Storage) =>
      attempt(async (isLeft) => {
        setConnection({ state: "searching" })
        const opened =
          terminal.current ??
          (await openTerminal(
            reader.location_id,
            () => !isLeft() && setConnection({ state: "disconnected" })
          ))
        if (isLeft()) {
          return
        }
        terminal.current = opened
        const readers = await opened.discover()
        if (isLeft()) {
          return
        }
        const known = ownReader(readers, reader.reader_id, localStorage.getItem(serial))
        if (known) {
          await connect(known, box)
        } else {
          setConnection({ state: "found", readers })
        }
      }),
    [attempt, connect, reader.location_id, reader.reader_id, serial]
  )

  useEffect(() => {
    if (!isSdk) {
      return
    }
    // After a reload the reader still counts as in use. What another window has is taken only when somebody asks for it.
    void search(sessionStorage)
    return () => {
      visit.current += 1
      void terminal.current?.disconnect().catch(() => undefined)
      terminal.current = null
    }
  }, [isSdk, search])

  const said = useCollecting(terminal, connected, charging)
  return { connection, search, connect, said }
}

export type SdkReader = ReturnType<typeof useSdkReader>
