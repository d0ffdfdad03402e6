import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import type { ReaderInput, ReaderView, SaleReason } from "../../api/admin/wolffpay/terminal/views"
import { call } from "../lib/sdk"

const READERS = "/wolffpay/terminal/readers"
const KEY = ["wolffpay", "readers"]
const ALL = 100
const LOOK_EVERY_MS = 10_000

export interface ReaderTest {
  ok: boolean
  reason: SaleReason | null
  message: string
}

/** `isLive`: who has which reader is looked at every now and then. */
export function useReaders({ isLive = false } = {}) {
  return useQuery({
    refetchInterval: isLive && LOOK_EVERY_MS,
    queryKey: KEY,
    queryFn: ({ signal }) =>
      call<{ readers: ReaderView[] }>(READERS, { query: { limit: ALL }, signal }),
    select: ({ readers }) => readers,
  })
}

export function useSaveReader(id: string | undefined) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: ReaderInput) =>
      call<{ reader: ReaderView }>(id ? `${READERS}/${id}` : READERS, { method: "POST", body }),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  })
}

export function useDeleteReader() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call(`${READERS}/${id}`, { method: "DELETE" }),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  })
}

export function useTestReader() {
  return useMutation({
    mutationFn: (id: string) => call<ReaderTest>(`${READERS}/${id}/check`, { method: "POST" }),
  })
}
