import { MagnifyingGlass } from "@medusajs/icons"
import { Input } from "@medusajs/ui"
import { forwardRef, type ComponentPropsWithoutRef } from "react"

/** One line high enough for fingers. (The input's own magnifying glass is placed for the small height.) */
export const SearchField = forwardRef<
  HTMLInputElement,
  Omit<ComponentPropsWithoutRef<typeof Input>, "type" | "size" | "className"> & { label: string }
>(function SearchField({ label, placeholder, ...props }, ref) {
  return (
    <div className="relative min-w-0 flex-1">
      <Input
        ref={ref}
        type="text"
        inputMode="search"
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        placeholder={placeholder ?? label}
        className="txt-compact-medium h-11 pl-10"
        {...props}
      />
      <MagnifyingGlass
        aria-hidden
        className="text-ui-fg-subtle pointer-events-none absolute left-3 top-1/2 -translate-y-1/2"
      />
    </div>
  )
})
