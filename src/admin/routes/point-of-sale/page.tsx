import { defineRouteConfig } from "@medusajs/admin-sdk"
import { CashSolid } from "@medusajs/icons"
import { useState } from "react"
import { Failure, Loading } from "../../components/notice"
import { useReaders } from "../../hooks/use-readers"
import { rememberedReader, rememberReader } from "../../lib/till-memory"
import { ReaderChoice } from "../../till/reader-choice"
import { Till } from "../../till/till"

export default function PointOfSalePage() {
  const { data, error, refetch } = useReaders({ isLive: true })
  const [chosen, setChosen] = useState(() => rememberedReader(localStorage, "till"))
  const choose = (id: string | null) => {
    rememberReader(localStorage, "till", id)
    setChosen(id)
  }
  if (!data) {
    return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />
  }
  const readers = data.filter(({ is_active }) => is_active)
  const reader = readers.find(({ id }) => id === chosen)
  return reader ? (
    <Till key={reader.id} reader={reader} onOtherReader={() => choose(null)} />
  ) : (
    <ReaderChoice readers={readers} onChoose={choose} />
  )
}

export const config = defineRouteConfig({
  label: "menu.till",
  translationNs: "wolffpay",
  icon: CashSolid,
})
