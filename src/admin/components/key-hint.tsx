import { clx } from "@medusajs/ui"

const SHORT: Record<string, string> = { Escape: "Esc", Enter: "↵" }

/** Not on a touch screen, which has no such keys. */
export function KeyHint({ shortcut, isInverted }: { shortcut: string; isInverted?: boolean }) {
  return (
    <kbd
      aria-hidden
      className={clx(
        "txt-compact-xsmall-plus relative rounded border px-1 font-sans [@media(pointer:coarse)]:hidden",
        isInverted ? "border-current" : "border-ui-border-strong text-ui-fg-subtle"
      )}
    >
      {SHORT[shortcut] ?? shortcut}
    </kbd>
  )
}
