import { clx } from "@medusajs/ui"
import {
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type RefObject,
} from "react"
import type { ArticleView } from "../../api/admin/wolffpay/terminal/views"
import { Empty } from "../components/notice"
import { SearchField } from "../components/search-field"
import { TouchButton } from "../components/touch-button"
import { useText } from "../hooks/use-text"
import type { ArticleIndex } from "../lib/article-index"
import { ArticleRow } from "./article-row"
import { CameraScan } from "./camera-scan"

const PAGE = 60
const LIST = "wolffpay-articles"

interface Props {
  index: ArticleIndex
  currency: string
  field: RefObject<HTMLInputElement>
  onPick: (article: ArticleView) => void
  /** What the field holds when Enter is pressed on no article, or what the camera saw. */
  onCode: (code: string) => void
}

/** One field for scanner and typing; the arrows walk through what it finds, Enter takes it. */
export function ArticleSearch({ index, currency, field, onPick, onCode }: Props) {
  const { t } = useText()
  const [query, setQuery] = useState("")
  const [active, setActive] = useState(0)
  const [shown, setShown] = useState(PAGE)
  // The field takes a scanner's keys at once; the list follows when there is time.
  const sought = useDeferredValue(query)
  const found = useMemo(() => index.search(sought), [index, sought])
  useEffect(() => {
    setActive(0)
    setShown(PAGE)
  }, [query])
  useEffect(() => {
    document.getElementById(optionId(active))?.scrollIntoView({ block: "nearest" })
  }, [active])

  // The same function for ever, so that a row is drawn again only when it changes.
  const take = useRef(onPick)
  take.current = onPick
  const pick = useCallback((article: ArticleView) => {
    take.current(article)
    setQuery("")
  }, [])
  const enter = () => {
    const exact = query.trim() === "" ? undefined : index.byCode(query)
    // Not from the list of a moment ago.
    const listed = sought === query ? found : index.search(query)
    const chosen = exact ?? (query.trim() === "" && active === 0 ? undefined : listed[active])
    if (chosen) {
      pick(chosen)
    } else if (query.trim() !== "") {
      onCode(query.trim())
    }
  }
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      const last = Math.min(found.length, shown) - 1
      setActive(Math.max(0, Math.min(last, active + step)))
    } else if (event.key === "Enter") {
      event.preventDefault()
      enter()
    } else if (event.key === "Escape" && query !== "") {
      event.stopPropagation()
      setQuery("")
    }
  }

  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex gap-x-2 p-3">
        <SearchField
          ref={field}
          role="combobox"
          label={t("search.label")}
          placeholder={t("search.placeholder")}
          aria-expanded
          aria-controls={LIST}
          aria-activedescendant={found.length > 0 ? optionId(active) : undefined}
          aria-autocomplete="list"
          aria-keyshortcuts="F2"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={press}
        />
        <CameraScan onCode={onCode} />
      </div>
      <p className="sr-only" role="status">
        {query === "" ? "" : t("search.results", { count: found.length })}
      </p>
      {found.length === 0 ? (
        <Nothing query={query} isEmpty={index.size === 0} />
      ) : (
        <div
          role="group"
          aria-label={t("till.articles")}
          tabIndex={0}
          className="min-h-0 flex-1 overflow-y-auto border-t"
        >
          <ul id={LIST} role="listbox" aria-label={t("till.articles")}>
            {found.slice(0, shown).map((article, at) => (
              <ArticleRow
                key={article.variant_id}
                id={optionId(at)}
                article={article}
                currency={currency}
                isActive={at === active}
                onPick={pick}
              />
            ))}
          </ul>
          <div className={clx("p-3", found.length <= shown && "hidden")}>
            <TouchButton className="w-full" onClick={() => setShown(shown + PAGE)}>
              {t("search.more")}
            </TouchButton>
          </div>
        </div>
      )}
    </div>
  )
}

function Nothing({ query, isEmpty }: { query: string; isEmpty: boolean }) {
  const { t } = useText()
  return isEmpty ? (
    <Empty title={t("search.empty")} hint={t("search.emptyHint")} />
  ) : (
    <Empty title={t("search.none", { query })} hint={t("search.noneHint")} />
  )
}

function optionId(at: number) {
  return `wolffpay-article-${at}`
}
