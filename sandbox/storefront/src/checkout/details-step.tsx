import { useRef, useState, type FormEvent } from "react"
import { BusyButton } from "../components/busy-button"
import { Field } from "../components/field"
import { ProblemNotice } from "../components/problem-notice"
import { useLanguage } from "../i18n/use-language"
import {
  businessAddress,
  businessOf,
  FIELDS,
  firstProblem,
  NO_BUSINESS,
  problemsOf,
  tidy,
  type Details,
  type FieldName,
  type FieldProblem,
} from "../lib/address"
import { dutchPostalCode } from "../lib/postal-code"
import type { Cart } from "../lib/store"
import { useTask } from "../lib/use-task"
import { useCart } from "../state/cart"
import { BusinessFields } from "./business-fields"
import { INPUTS } from "./inputs"

function detailsOf(cart: Cart): Details {
  const address = cart.shipping_address
  return {
    email: cart.email ?? "",
    first_name: address?.first_name ?? "",
    last_name: address?.last_name ?? "",
    address_1: address?.address_1 ?? "",
    postal_code: address?.postal_code ?? "",
    city: address?.city ?? "",
    phone: address?.phone ?? "",
  }
}

function companyOf(cart: Cart) {
  const business = businessOf(cart.billing_address ?? undefined)
  return business.company === "" ? undefined : business
}

export function DetailsStep({ cart, onDone }: { cart: Cart; onDone: () => void }) {
  const { t } = useLanguage()
  const { update } = useCart()
  const { run, isBusy, problem } = useTask()
  const form = useRef<HTMLFormElement>(null)
  const [details, setDetails] = useState(() => detailsOf(cart))
  const [problems, setProblems] = useState<Partial<Record<FieldName, FieldProblem>>>({})
  const [leftPostalCode, setLeftPostalCode] = useState(false)
  const [business, setBusiness] = useState(() => companyOf(cart))
  const [wasSent, setSent] = useState(false)
  const isCompanyMissing = wasSent && business?.company.trim() === ""

  const change = (name: FieldName, value: string) => {
    const next = { ...details, [name]: value }
    setDetails(next)
    if (problems[name]) {
      // Mended while typing; a new error waits until the form is sent.
      setProblems({ ...problems, [name]: problemsOf(next)[name] })
    }
  }
  const leave = (name: FieldName) => {
    if (name === "postal_code") {
      setLeftPostalCode(true)
      change(name, dutchPostalCode(details.postal_code) ?? details.postal_code)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = problemsOf(details)
    setProblems(found)
    setSent(true)
    const first = firstProblem(found) ?? (business?.company.trim() === "" ? "company" : undefined)
    if (first) {
      form.current?.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus()
      return
    }
    void run(() => save(tidy(details))).then((isSaved) => isSaved && onDone())
  }
  const save = ({ email, ...person }: Details) => {
    const country_code = cart.shipping_address?.country_code ?? "nl"
    const address = { ...person, country_code, ...businessAddress(business ?? NO_BUSINESS) }
    return update({ email, shipping_address: address, billing_address: address })
  }

  const errorOf = (name: FieldName) => {
    const found = problems[name]
    return found && (found === "email" ? t.fieldProblems.email : t.fieldProblems.missing[name])
  }
  const looksUnusual =
    leftPostalCode && details.postal_code !== "" && !dutchPostalCode(details.postal_code)

  return (
    <form ref={form} onSubmit={submit} noValidate className="fields">
      {FIELDS.map((name) => (
        <Field
          key={name}
          {...INPUTS[name]}
          name={name}
          label={t.fields[name]}
          value={details[name]}
          error={errorOf(name)}
          hint={name === "postal_code" && looksUnusual ? t.fields.postalHint : undefined}
          onChange={(event) => change(name, event.target.value)}
          onBlur={() => leave(name)}
        />
      ))}
      <BusinessFields
        business={business}
        isCompanyMissing={isCompanyMissing}
        onChange={setBusiness}
      />
      {problem && <ProblemNotice problem={problem} />}
      <BusyButton type="submit" isBusy={isBusy} busyText={t.checkout.saving}>
        {t.checkout.next}
      </BusyButton>
    </form>
  )
}
