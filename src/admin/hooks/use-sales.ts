import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useCallback } from "react"
import type { ReceiptView, SaleView } from "../../api/admin/wolffpay/terminal/views"
import { call, isUnknownOutcome } from "../lib/sdk"
import { newId } from "../lib/till-memory"

const SALES = "/wolffpay/terminal/sales"
const KEY = ["wolffpay", "sales"]
/** A refund waits for its turn and for WolffPay. */
const PATIENCE_MS = 60_000

interface SaleFilter {
  q?: string
  order_id?: string
  limit: number
}

export function useSales(filter: SaleFilter) {
  return useQuery({
    queryKey: [...KEY, filter],
    queryFn: ({ signal }) =>
      call<{ sales: SaleView[]; count: number }>(SALES, {
        query: { ...filter, q: filter.q || undefined },
        signal,
      }),
    placeholderData: keepPreviousData,
  })
}

/**
 * `version` changes when the sale does, and the receipt with it. The one before stays on the screen until the newer one is there.
 */
export function useReceipt({ id, version }: Pick<SaleView, "id" | "version">) {
  return useQuery({
    queryKey: [...KEY, id, "receipt", version],
    queryFn: ({ signal }) => call<{ receipt: ReceiptView }>(`${SALES}/${id}/receipt`, { signal }),
    select: ({ receipt }) => receipt,
    placeholderData: (last, query) => (query?.queryKey[2] === id ? last : undefined),
  })
}

export function useEmailReceipt(saleId: string) {
  return useMutation({
    mutationFn: (email: string) =>
      call(`${SALES}/${saleId}/receipt/email`, { method: "POST", body: { email } }),
  })
}

/**
 * `amount` in minor units. A repeat after a lost answer is the same refund, also after a reload; with another amount the server
 * says what was given back already, and the next one is another refund. Whatever the answer was, the money may be on its way back:
 * all pages that show it ask anew.
 */
export function useRefund(saleId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (amount: number) => {
      const unanswered = `wolffpay.refund.${saleId}`
      const request_id = sessionStorage.getItem(unanswered) ?? newId()
      sessionStorage.setItem(unanswered, request_id)
      try {
        const answer = await call<{ sale: SaleView }>(`${SALES}/${saleId}/refund`, {
          method: "POST",
          body: { amount, request_id },
          patience: PATIENCE_MS,
        })
        sessionStorage.removeItem(unanswered)
        return answer.sale
      } catch (error) {
        if (!isUnknownOutcome(error)) {
          sessionStorage.removeItem(unanswered)
        }
        throw error
      }
    },
    onSettled: () =>
      Promise.all([KEY, ["orders"]].map((queryKey) => client.invalidateQueries({ queryKey }))),
  })
}

const AFTER_A_SALE = [KEY, ["wolffpay", "articles"], ["wolffpay", "readers"], ["orders"]]

/** After a sale: the list of the last ones, what is in stock, who has which reader. Resolves when what is on the screen is fresh. */
export function useForgetStale() {
  const client = useQueryClient()
  return useCallback(
    () => Promise.all(AFTER_A_SALE.map((queryKey) => client.invalidateQueries({ queryKey }))),
    [client]
  )
}
