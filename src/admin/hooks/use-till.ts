import { useEffect, useRef, useState } from "react"
import type {
  ArticleView,
  ReaderView,
  SaleInput,
  TotalDiffersView,
} from "../../api/admin/wolffpay/terminal/views"
import {
  isEmpty,
  refreshBasket,
  saleItems,
  totalsOf,
  type Basket,
  type BasketChange,
} from "../lib/basket"
import { isCancelable, isRetryable } from "../lib/sale-phase"
import { Refusal } from "../lib/sdk"
import { newId, type ParkedBasket } from "../lib/till-memory"
import { useArticles } from "./use-articles"
import { useCharge } from "./use-charge"
import { useProblem } from "./use-problem"
import { useForgetStale } from "./use-sales"
import { useText } from "./use-text"
import { useTillMemory } from "./use-till-memory"

/** How long another window that sent a charge may take to hear of it. */
const TAKE_OVER_MS = 5_000

export type Offer = TotalDiffersView & { of: string }

/** All that decides the price of a basket. */
function contentsOf(basket: Basket): string {
  return JSON.stringify([saleItems(basket), totalsOf(basket).discount, basket.customer])
}

/** Everything that happens at one till: scanning, the basket, and the card payment for it. */
export function useTill(reader: ReaderView) {
  const { t, money } = useText()
  const articles = useArticles(reader.id)
  const memory = useTillMemory(reader.id)
  const forgetStale = useForgetStale()
  /** For screen readers, of what everybody else sees happen. */
  const [message, setMessage] = useState("")
  const [note, setNote] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [lastAdded, setLastAdded] = useState<string | null>(null)
  const { basket, charge, remember, change: changeBasket } = memory

  const wordsOf = useProblem("money")
  /** Medusa's own total of this very basket, where it is another one than the till's. */
  const [offer, setOffer] = useState<Offer | null>(null)
  const offered = offer && offer.of === contentsOf(basket) ? offer : null
  const total = offered?.total ?? totalsOf(basket).total

  const onRefused = (error: unknown, request_id: string) => {
    if (request_id !== charge?.request_id) {
      return
    }
    remember(null)
    const isOffer = error instanceof Refusal && error.code === "total_differs"
    if (isOffer) {
      setOffer({ ...(error.details as TotalDiffersView), of: contentsOf(basket) })
    } else {
      setProblem(wordsOf(error))
    }
    // With fresh prices and readers the screen shows what it is about.
    void forgetStale()
  }
  const charging = useCharge({
    saleId: charge?.sale_id ?? null,
    isCancelWanted: charge?.is_cancel_wanted === true,
    onCancelWanted: () => remember(charge && { ...charge, is_cancel_wanted: true }),
    onSale: (request_id, made) => {
      // Another window may have been refused it a moment before, or have seen it through long ago.
      if (request_id === charge?.request_id || (charge === null && made.is_open)) {
        remember({ request_id, sale_id: made.id })
      } else if (made.is_open) {
        memory.leave({ sale_id: made.id, is_basket_kept: true })
        return false
      }
      return true
    },
    onRefused,
    onGone: () => remember(null),
  })
  const { sale, phase, begin, retry, cancel } = charging
  const currency = articles.currency

  // Prices and stock may have changed since an article was put in, or since it was parked.
  const { index } = articles
  const { set } = memory
  const refreshed = (one: Basket) => (index ? refreshBasket(one, (id) => index.byVariant(id)) : one)
  const isCharging = charge !== null
  useEffect(() => {
    if (!isCharging) {
      set(refreshed(basket))
    }
    // Once for each list of articles: another tab with an older one would put its prices back for ever.
  }, [index, isCharging])

  const sent = useRef<string | null>(null)
  const send = (request_id: string, expected_total: number, isNew = false) => {
    sent.current = request_id
    const { customer, discount } = basket
    const input: SaleInput = {
      request_id,
      reader_id: reader.id,
      items: saleItems(basket),
      expected_total,
      ...(discount ? { discount_amount: totalsOf(basket).discount } : {}),
      ...(customer ? { customer } : {}),
    }
    void begin(input, isNew)
  }
  // Whoever sent it may be gone: this page before a reload, or another window. The same request again is the same sale.
  const unanswered = charge && !charge.sale_id ? charge.request_id : null
  const patience = useRef(0)
  useEffect(() => {
    const wait = patience.current
    patience.current = TAKE_OVER_MS
    if (charge?.request_id !== sent.current) {
      charging.stopAsking()
    }
    if (unanswered !== null && unanswered !== sent.current) {
      const timer = setTimeout(() => send(unanswered, charge?.total ?? total), wait)
      return () => clearTimeout(timer)
    }
    // With the basket as it was charged: it stays as it is until there is an answer.
  }, [unanswered])

  useEffect(() => setNote(null), [phase])
  const isPaid = phase === "paid"
  useEffect(() => {
    if (isPaid) {
      void forgetStale()
    }
    // Once for each sale.
  }, [isPaid])

  const change = (one: BasketChange) => {
    setProblem(null)
    setNote(null)
    changeBasket(one)
  }
  const leave = () => {
    remember(null)
    setNote(null)
    void forgetStale()
  }
  const next = () => {
    if (sale && phase === "settling") {
      memory.leave({ sale_id: sale.id, is_basket_kept: false })
    }
    memory.start()
    leave()
    setMessage("")
  }
  const add = (article: ArticleView) => {
    if (article.unit_amount === null) {
      setProblem(t("search.noPriceOf", { title: article.title }))
      return
    }
    const before = totalsOf(isPaid ? { ...basket, lines: [], discount: null } : basket)
    change({ type: "add", article })
    setLastAdded(article.variant_id)
    setMessage(
      t("basket.added", {
        title: article.title,
        count: before.pieces + 1,
        total: money(before.subtotal + article.unit_amount, currency),
      })
    )
  }
  /** Nothing gets into a basket that is being paid; the success screen ends with what comes next. */
  const isFree = () => {
    if (charge && !isPaid) {
      setNote(t("pay.scanLater"))
      return false
    }
    if (charge) {
      next()
    }
    return true
  }
  const takeArticle = (article: ArticleView | undefined, code: string) => {
    if (!isFree()) {
      return
    }
    if (article) {
      add(article)
    } else {
      setProblem(t("search.unknownCode", { code }))
    }
  }
  const startCharge = () => {
    if (charge || isEmpty(basket)) {
      return
    }
    const request_id = newId()
    setProblem(null)
    remember({ request_id, total, sale_id: null })
    send(request_id, total, true)
  }
  const goOn = () => {
    if (!charge) {
      startCharge()
    } else if (phase === "paid") {
      next()
    } else if (isRetryable(phase)) {
      void retry()
    }
  }
  const giveUp = () => {
    if (charge && isCancelable(phase)) {
      void cancel()
    } else if (charge && (isRetryable(phase) || phase === "canceled")) {
      back()
    }
  }
  const back = () => {
    if (sale && (phase === "canceling" || isRetryable(phase))) {
      const left = { sale_id: sale.id, is_basket_kept: true }
      // Frees the intent as well. Followed from the answer on: until then nothing has changed.
      void (isRetryable(phase) ? cancel() : Promise.resolve()).then(() => memory.leave(left))
    }
    leave()
  }
  const resume = (one: ParkedBasket) => {
    if (isFree()) {
      // What was paid is nobody's basket any more.
      const isLying = !charge && !isEmpty(basket)
      setNote(isLying ? t("parked.swap") : null)
      memory.resume({ ...one, basket: refreshed(one.basket) }, isLying)
    }
  }
  return {
    ...memory,
    articles,
    currency,
    charging,
    phase,
    isCharging,
    message,
    note,
    problem,
    offered,
    total,
    complain: setProblem,
    lastAdded,
    change,
    add: (article: ArticleView) => takeArticle(article, ""),
    scan: (code: string) => takeArticle(index?.byCode(code), code),
    startCharge,
    goOn,
    giveUp,
    next,
    back,
    resume,
  }
}
