import {
  Button,
  Drawer,
  Heading,
  IconButton,
  Input,
  Label,
  RadioGroup,
  Switch,
  Text,
  toast,
} from "@medusajs/ui"
import { XMark } from "@medusajs/icons"
import { useId, useState, type ReactNode } from "react"
import type { ReaderProblem, ReaderView } from "../../api/admin/wolffpay/terminal/views"
import { Problem } from "../components/notice"
import { usePlaces } from "../hooks/use-places"
import { useProblem } from "../hooks/use-problem"
import { useSaveReader } from "../hooks/use-readers"
import { useText } from "../hooks/use-text"
import { draftOf, inputOf, mistakesIn, type ReaderDraft } from "../lib/reader-form"
import { Refusal } from "../lib/sdk"
import { PlaceSelect } from "./place-select"

interface Props {
  /** null makes a new one. */
  reader: ReaderView | null
  onClose: () => void
}

export function ReaderForm({ reader, onClose }: Props) {
  const { t } = useText()
  const [draft, setDraft] = useState(() => draftOf(reader))
  const [isTried, setIsTried] = useState(false)
  const save = useSaveReader(reader?.id)
  const places = usePlaces()
  const wordsOf = useProblem()
  const mistakes = { ...refusedSettings(save.error), ...(isTried ? mistakesIn(draft) : {}) }
  const wordsAt = (field: keyof ReaderDraft) => {
    const mistake = mistakes[field]
    if (mistake === undefined || typeof mistake === "string") {
      return mistake && t(`readers.${mistake}`)
    }
    return t(`setting.${mistake.code}`, { names: mistake.names?.join(", ") })
  }
  const set = (patch: Partial<ReaderDraft>) => setDraft({ ...draft, ...patch })
  const submit = () => {
    setIsTried(true)
    if (Object.keys(mistakesIn(draft)).length === 0) {
      save.mutate(inputOf(draft), {
        onSuccess: () => {
          toast.success(t("readers.saved", { name: draft.name }))
          onClose()
        },
      })
    }
  }
  const textField = (field: "name" | "reader_id" | "location_id", words: FieldWords) => (
    <Field {...words} mistake={wordsAt(field)}>
      {(props) => (
        <Input
          {...props}
          className="h-11"
          autoComplete="off"
          placeholder={words.placeholder}
          value={draft[field]}
          onChange={(event) => set({ [field]: event.target.value })}
        />
      )}
    </Field>
  )
  const place = (
    field: "region_id" | "sales_channel_id" | "stock_location_id",
    words: FieldWords,
    choices: { id: string; name: string }[] | undefined
  ) => (
    <Field {...words} mistake={wordsAt(field)}>
      {(props) => (
        <PlaceSelect
          {...props}
          value={draft[field]}
          choices={choices ?? []}
          onChoose={(id) => set({ [field]: id })}
        />
      )}
    </Field>
  )
  return (
    <Drawer open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Drawer.Content aria-describedby={undefined}>
        <form
          noValidate
          className="flex min-h-0 flex-1 flex-col"
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
          {/* Not Medusa's own header: its button to close has no name. */}
          <div className="flex items-start justify-between gap-x-4 border-b px-6 py-4">
            <Drawer.Title asChild>
              <Heading>{t(reader ? "readers.editTitle" : "till.addReader")}</Heading>
            </Drawer.Title>
            <Drawer.Close asChild>
              <IconButton type="button" variant="transparent" aria-label={t("close")}>
                <XMark />
              </IconButton>
            </Drawer.Close>
          </div>
          <Drawer.Body className="flex flex-1 flex-col gap-y-5 overflow-y-auto">
            {textField("name", {
              label: t("readers.name"),
              placeholder: t("readers.namePlaceholder"),
            })}
            <Way value={draft.way} onChange={(way) => set({ way })} />
            {textField("reader_id", {
              label: t("readers.readerId"),
              hint: t("readers.readerIdHint"),
            })}
            {textField("location_id", {
              label: t("readers.locationId"),
              hint: t("readers.locationIdHint"),
            })}
            {place(
              "region_id",
              { label: t("readers.region"), hint: t("readers.regionHint") },
              places.data?.regions
            )}
            {place("sales_channel_id", { label: t("readers.channel") }, places.data?.channels)}
            {place("stock_location_id", { label: t("readers.location") }, places.data?.locations)}
            <Active value={draft.is_active} onChange={(is_active) => set({ is_active })} />
            {places.error ? <Problem>{wordsOf(places.error)}</Problem> : null}
            {save.error ? <Problem>{wordsOf(save.error)}</Problem> : null}
          </Drawer.Body>
          <Drawer.Footer>
            <Drawer.Close asChild>
              <Button variant="secondary" size="large">
                {t("cancel")}
              </Button>
            </Drawer.Close>
            <Button type="submit" size="large" isLoading={save.isPending}>
              {t("readers.save")}
            </Button>
          </Drawer.Footer>
        </form>
      </Drawer.Content>
    </Drawer>
  )
}

/** By field, what the server found in the settings. */
function refusedSettings(error: unknown): Partial<Record<keyof ReaderDraft, ReaderProblem>> {
  const { problems = [] } = (error instanceof Refusal ? error.details : {}) as {
    problems?: ReaderProblem[]
  }
  return Object.fromEntries(problems.map((problem) => [problem.field, problem]))
}

interface FieldWords {
  label: string
  hint?: string
  placeholder?: string
}

interface FieldProps extends FieldWords {
  mistake: string | undefined
  children: (props: Control) => ReactNode
}

interface Control {
  id: string
  "aria-invalid": boolean
  "aria-describedby": string
}

function Field({ label, hint, mistake, children }: FieldProps) {
  const id = useId()
  return (
    <div className="flex flex-col gap-y-1">
      <Label htmlFor={id} size="small" weight="plus">
        {label}
      </Label>
      {children({ id, "aria-invalid": Boolean(mistake), "aria-describedby": `${id}-hint` })}
      <Text
        id={`${id}-hint`}
        size="small"
        className={mistake ? "text-ui-fg-error" : "text-ui-fg-subtle"}
      >
        {mistake ?? hint}
      </Text>
    </div>
  )
}

interface ChoiceProps<Value> {
  value: Value
  onChange: (value: Value) => void
}

function Way({ value, onChange }: ChoiceProps<ReaderDraft["way"]>) {
  const { t } = useText()
  const id = useId()
  return (
    <div className="flex flex-col gap-y-2">
      <Text id={id} size="small" weight="plus">
        {t("readers.way")}
      </Text>
      <RadioGroup
        aria-labelledby={id}
        value={value}
        onValueChange={(way) => onChange(way === "sdk" ? "sdk" : "server")}
      >
        {(["server", "sdk"] as const).map((way) => (
          <div key={way} className="flex min-h-11 items-center gap-x-2">
            <RadioGroup.Item value={way} id={`${id}-${way}`} />
            <Label htmlFor={`${id}-${way}`} size="small" className="flex-1 py-2">
              {t(way === "sdk" ? "readers.waySdk" : "readers.wayServer")}
            </Label>
          </div>
        ))}
      </RadioGroup>
    </div>
  )
}

function Active({ value, onChange }: ChoiceProps<boolean>) {
  const { t } = useText()
  const id = useId()
  return (
    <div className="flex min-h-11 items-center justify-between">
      <Label htmlFor={id} size="small" weight="plus">
        {t("till.busy")}
      </Label>
      <Switch id={id} checked={value} onCheckedChange={onChange} />
    </div>
  )
}
