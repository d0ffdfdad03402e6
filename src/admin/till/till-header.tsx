import { Expand } from "@medusajs/icons"
import { Heading, StatusBadge, clx } from "@medusajs/ui"
import type { ReactNode, RefObject } from "react"
import type { ReaderView } from "../../api/admin/wolffpay/terminal/views"
import { TouchButton } from "../components/touch-button"
import { useText } from "../hooks/use-text"

export type View = "articles" | "parked" | "sales" | "customer"

interface Props {
  reader: ReaderView
  isBusy: boolean
  view: View
  parkedCount: number
  root: RefObject<HTMLElement>
  onView: (view: View) => void
  onOtherReader: () => void
  /** What the clerk has to know, in a place that is kept for it. */
  children?: ReactNode
}

export function TillHeader(props: Props) {
  const { reader, isBusy, view, parkedCount, root, onView, onOtherReader, children } = props
  const { t } = useText()
  const tab = (name: View, shortcut: string, words: string) => (
    <TouchButton
      shortcut={shortcut}
      aria-pressed={view === name}
      className={clx(view === name && "bg-ui-bg-base-pressed")}
      onClick={() => onView(view === name ? "articles" : name)}
    >
      {words}
    </TouchButton>
  )
  return (
    <header className="flex min-h-14 flex-wrap items-center gap-2 md:flex-nowrap">
      <Heading level="h1" className="sr-only">
        {t("menu.till")}
      </Heading>
      <TouchButton
        variant="transparent"
        aria-label={`${reader.name}: ${t("till.change")}`}
        title={t("till.change")}
        onClick={onOtherReader}
      >
        <span className="txt-compact-medium-plus max-w-40 truncate">{reader.name}</span>
        <StatusBadge color={isBusy ? "orange" : "green"}>
          {t(isBusy ? "till.busy" : "till.free")}
        </StatusBadge>
      </TouchButton>
      <div className="flex min-w-0 flex-1 flex-col gap-y-1 [&>*]:!px-2 [&>*]:!py-1 [&>*]:!text-xs [&>*]:!leading-4">
        {children}
      </div>
      <div className="flex shrink-0 items-center gap-2">
        {tab("parked", "F8", t("till.parked", { count: parkedCount }))}
        {tab("sales", "F10", t("till.sales"))}
        <TouchButton
          aria-label={t("till.full")}
          title={t("till.full")}
          className="w-11"
          onClick={() => void toggleFull(root.current)}
        >
          <Expand />
        </TouchButton>
      </div>
    </header>
  )
}

async function toggleFull(element: HTMLElement | null) {
  await (document.fullscreenElement ? document.exitFullscreen() : element?.requestFullscreen())
}
