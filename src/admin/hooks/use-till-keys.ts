import { useEffect, useRef, type RefObject } from "react"
import { flushSync } from "react-dom"
import { createScanDetector } from "../lib/scanner"

/** An amount or a name that was typed fast into another field is not one. */
const LOOKS_LIKE_CODE = /^\d{8,}$/

interface Keys {
  /** By key: "F9", "Escape". A key that does nothing now is left to the browser. */
  shortcuts: Record<string, (() => void) | undefined>
  onScan: (code: string) => void
  /** Whether an article has exactly this code. */
  isCode: (text: string) => boolean
  onUndo: () => void
  /** Where typing goes that goes nowhere else; `data-own-keys` lists the characters that an element wants for itself. */
  field: RefObject<HTMLInputElement>
}

/** The whole screen listens: a scanner may be used whatever has the focus. */
export function useTillKeys(keys: Keys) {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const detector = createScanDetector()
    let before: { field: HTMLInputElement; value: string } | null = null
    const listen = (event: KeyboardEvent) => {
      if (event.isComposing) {
        return
      }
      const { shortcuts, onScan, isCode, onUndo, field } = latest.current
      const target = event.target instanceof HTMLElement ? event.target : null
      const code = detector.press(event.key, event.timeStamp)
      const typing = target instanceof HTMLInputElement && isText(target) ? target : null
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
      if (detector.isFirst()) {
        before = typing && { field: typing, value: typing.value }
      }
      if (code !== null && typing && typing === field.current) {
        // A slow machine may have torn the code apart, and what is none is a name that was typed fast: the field's own business.
        const scanned = [typing.value, code].find(isCode)
        if (scanned !== undefined) {
          consume(event)
          fill(typing, "")
          onScan(scanned)
        }
        return
      }
      const isTyped =
        typing !== null && code !== null && !isCode(code) && !LOOKS_LIKE_CODE.test(code)
      if (code !== null && !isTyped) {
        consume(event)
        if (before?.field.isConnected) {
          fill(before.field, before.value)
        }
        onScan(code)
        return
      }
      const isShortcut = isPlain && shortcuts[event.key] !== undefined
      if (isShortcut) {
        consume(event)
        if (typing && typing !== field.current) {
          // A field takes over what was typed when it is left; the key means the till as it is then.
          flushSync(() => typing.blur())
        }
        latest.current.shortcuts[event.key]?.()
        return
      }
      if ((event.ctrlKey || event.metaKey) && event.key === "z" && !typing?.value) {
        consume(event)
        onUndo()
        return
      }
      const isOwn = target?.closest("[data-own-keys]")?.getAttribute("data-own-keys")
      if (
        isPlain &&
        event.key.length === 1 &&
        !` ${isOwn ?? ""}`.includes(event.key) &&
        !typing &&
        !isField(target)
      ) {
        // Not to Medusa's own shortcuts, which are letters too.
        event.stopPropagation()
        field.current?.focus()
      }
    }
    window.addEventListener("keydown", listen, { capture: true })
    return () => window.removeEventListener("keydown", listen, { capture: true })
  }, [])
}

function consume(event: KeyboardEvent) {
  event.preventDefault()
  event.stopPropagation()
}

function isText({ type }: HTMLInputElement) {
  return !["checkbox", "radio", "button", "submit"].includes(type)
}

function isField(target: HTMLElement | null) {
  return target?.isContentEditable === true || target?.matches("textarea, select") === true
}

/** Puts back what was in a field before a scanner typed into it, in the way that React notices. */
function fill(field: HTMLInputElement, value: string) {
  // React's own setter on the element hides a change that it did not make; the prototype's does not.
  Reflect.set(HTMLInputElement.prototype, "value", value, field)
  field.dispatchEvent(new Event("input", { bubbles: true }))
}
