import { Button, clx } from "@medusajs/ui"
import { forwardRef, type ComponentPropsWithoutRef } from "react"
import { KeyHint } from "./key-hint"

interface Props extends ComponentPropsWithoutRef<typeof Button> {
  /** The key that does the same, as KeyboardEvent names it. */
  shortcut?: string
}

/** A button for fingers: 44 pixels high at least, with its key beside its words. */
export const TouchButton = forwardRef<HTMLButtonElement, Props>(function TouchButton(
  { shortcut, className, children, variant = "secondary", type = "button", ...props },
  ref
) {
  return (
    <Button
      ref={ref}
      type={type}
      variant={variant}
      aria-keyshortcuts={shortcut}
      className={clx("min-h-11 shrink-0", className)}
      {...props}
    >
      {shortcut ? (
        <>
          {children}
          <KeyHint shortcut={shortcut} isInverted={variant === "primary"} />
        </>
      ) : (
        children
      )}
    </Button>
  )
})
