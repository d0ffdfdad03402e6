import { Text, clx } from "@medusajs/ui"
import { memo } from "react"
import type { ArticleView } from "../../api/admin/wolffpay/terminal/views"
import { useText } from "../hooks/use-text"

interface Props {
  id: string
  article: ArticleView
  currency: string
  isActive: boolean
  onPick: (article: ArticleView) => void
}

export const ArticleRow = memo(function ArticleRow(props: Props) {
  const { id, article, currency, isActive, onPick } = props
  const { t, money } = useText()
  const { title, variant_title, sku, thumbnail, unit_amount } = article
  return (
    <li
      id={id}
      role="option"
      aria-selected={isActive}
      className={clx(
        "flex min-h-14 cursor-pointer items-center gap-x-3 border-b px-3 py-2",
        "active:bg-ui-bg-base-pressed",
        isActive ? "bg-ui-bg-base-hover" : "hover:bg-ui-bg-subtle-hover"
      )}
      // The field keeps the focus, so that the next scan lands in it.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onPick(article)}
    >
      <span className="bg-ui-bg-component flex size-10 shrink-0 overflow-hidden rounded">
        {thumbnail ? (
          <img src={thumbnail} alt="" loading="lazy" className="size-full object-cover" />
        ) : null}
      </span>
      <span className="min-w-0 flex-1">
        <Text as="span" size="small" weight="plus" className="line-clamp-1">
          {title}
          {variant_title ? <span className="text-ui-fg-subtle"> · {variant_title}</span> : null}
        </Text>
        <Text as="span" size="xsmall" className="text-ui-fg-subtle line-clamp-1">
          {sku}
        </Text>
      </span>
      <span className="shrink-0 text-right">
        <Text as="span" size="small" weight="plus" className="block tabular-nums">
          {unit_amount === null ? t("search.noPrice") : money(unit_amount, currency)}
        </Text>
        <Stock available={article.available} />
      </span>
    </li>
  )
})

function Stock({ available }: { available: number | null }) {
  const { t } = useText()
  if (available === null) {
    return null
  }
  const isGone = available <= 0
  return (
    <Text
      as="span"
      size="xsmall"
      className={clx("block", isGone ? "text-ui-tag-red-text" : "text-ui-fg-subtle")}
    >
      {isGone ? t("search.soldOut") : t("search.left", { count: available })}
    </Text>
  )
}
