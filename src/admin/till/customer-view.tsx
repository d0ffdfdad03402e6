import { Text } from "@medusajs/ui"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { Problem } from "../components/notice"
import { SearchField } from "../components/search-field"
import { TouchButton } from "../components/touch-button"
import { useProblem } from "../hooks/use-problem"
import { useSettled } from "../hooks/use-settled"
import { useText } from "../hooks/use-text"
import type { Customer } from "../lib/basket"
import { isEmail } from "../lib/email"
import { call } from "../lib/sdk"
import { SideView } from "./side-view"

const MOST = 20

interface CustomerRow {
  id: string
  email: string
  first_name: string | null
  last_name: string | null
}

interface Props {
  customer: Customer | null
  onChoose: (customer: Customer | null) => void
  onClose: () => void
}

/** Somebody Medusa knows, or just an address or a name. */
export function CustomerView({ customer, onChoose, onClose }: Props) {
  const { t } = useText()
  const wordsOf = useProblem()
  const [text, setText] = useState("")
  const { data: found = [], error, isFetched } = useCustomers(useSettled(text))
  const typed = text.trim()
  const choose = (chosen: Customer | null) => {
    onChoose(chosen)
    onClose()
  }
  return (
    <SideView title={t("basket.customer")} hint={t("customer.hint")} onClose={onClose}>
      <div className="flex flex-col gap-y-2 p-3">
        <SearchField
          autoFocus
          label={t("customer.search")}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {error ? <Problem>{wordsOf(error)}</Problem> : null}
        {typed === "" ? null : <Typed typed={typed} onChoose={choose} />}
        {customer ? (
          <TouchButton className="w-full" onClick={() => choose(null)}>
            {t("customer.clear")}
          </TouchButton>
        ) : null}
        <ul className="flex flex-col">
          {found.map((row) => (
            <li key={row.id}>
              <button
                type="button"
                className="hover:bg-ui-bg-base-hover focus-visible:shadow-borders-focus flex min-h-14 w-full flex-col justify-center rounded-md border-b px-3 text-left outline-none"
                onClick={() => choose(chosenOf(row))}
              >
                <Text size="small" weight="plus">
                  {nameOf(row) || row.email}
                </Text>
                <Text size="xsmall" className="text-ui-fg-subtle">
                  {row.email}
                </Text>
              </button>
            </li>
          ))}
        </ul>
        <p role="status" className="txt-small text-ui-fg-subtle">
          {isFetched && typed !== "" && found.length === 0 ? t("customer.none") : null}
        </p>
      </div>
    </SideView>
  )
}

function Typed({ typed, onChoose }: { typed: string; onChoose: (customer: Customer) => void }) {
  const { t } = useText()
  if (!typed.includes("@")) {
    return (
      <TouchButton className="w-full" onClick={() => onChoose({ name: typed })}>
        {t("customer.useName", { name: typed })}
      </TouchButton>
    )
  }
  return isEmail(typed) ? (
    <TouchButton className="w-full" onClick={() => onChoose({ email: typed })}>
      {t("customer.useEmail", { email: typed })}
    </TouchButton>
  ) : (
    <Problem>{t("receipt.emailWrong")}</Problem>
  )
}

function nameOf({ first_name, last_name }: CustomerRow) {
  return [first_name, last_name].filter(Boolean).join(" ")
}

function chosenOf(row: CustomerRow): Customer {
  const name = nameOf(row)
  return { customer_id: row.id, email: row.email, ...(name ? { name } : {}) }
}

function useCustomers(q: string) {
  return useQuery({
    queryKey: ["wolffpay", "customers", q],
    queryFn: ({ signal }) =>
      call<{ customers: CustomerRow[] }>("/customers", {
        query: { q: q || undefined, limit: MOST, fields: "id,email,first_name,last_name" },
        signal,
      }),
    select: ({ customers }) => customers,
    placeholderData: keepPreviousData,
  })
}
