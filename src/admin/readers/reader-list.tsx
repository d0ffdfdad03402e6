import { PencilSquare, Trash } from "@medusajs/icons"
import { IconButton, StatusBadge, Text, toast, usePrompt } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type { ReaderView } from "../../api/admin/wolffpay/terminal/views"
import { TouchButton } from "../components/touch-button"
import { useProblem } from "../hooks/use-problem"
import { useDeleteReader, useTestReader, type ReaderTest } from "../hooks/use-readers"
import { useText } from "../hooks/use-text"

interface Props {
  readers: ReaderView[]
  onEdit: (reader: ReaderView) => void
}

export function ReaderList({ readers, onEdit }: Props) {
  return (
    <ul>
      {readers.map((reader) => (
        <ReaderRow key={reader.id} reader={reader} onEdit={() => onEdit(reader)} />
      ))}
    </ul>
  )
}

function ReaderRow({ reader, onEdit }: { reader: ReaderView; onEdit: () => void }) {
  const { t } = useText()
  const { name, reader_id, way, is_active, busy_sale_id } = reader
  const status = is_active ? (busy_sale_id ? "busy" : "free") : "off"
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t px-6 py-3">
      <div className="min-w-40 flex-1">
        <Text weight="plus">{name}</Text>
        <Text size="small" className="text-ui-fg-subtle">
          {[t(`way.${way}`), reader_id].filter(Boolean).join(" · ")}
        </Text>
      </div>
      <StatusBadge color={{ busy: "orange", free: "green", off: "grey" }[status] as "green"}>
        {status === "off" ? t("readers.inactive") : t(`till.${status}`)}
      </StatusBadge>
      <div className="flex items-center gap-x-1">
        <TestButton reader={reader} />
        <IconButton
          size="xlarge"
          variant="transparent"
          className="size-11"
          aria-label={t("readers.edit", { name })}
          onClick={onEdit}
        >
          <PencilSquare />
        </IconButton>
        <DeleteButton reader={reader} />
      </div>
    </li>
  )
}

function TestButton({ reader: { id, name } }: { reader: ReaderView }) {
  const { t } = useText()
  const { i18n } = useTranslation("wolffpay")
  const test = useTestReader()
  const problemOf = useProblem()
  const wordsOf = ({ reason, message }: ReaderTest) =>
    reason && i18n.exists(`wolffpay:reason.${reason}`) ? t(`reason.${reason}`) : message
  const run = () =>
    test.mutate(id, {
      onSuccess: (result) =>
        result.ok
          ? toast.success(t("readers.testOk", { name }))
          : toast.error(name, { description: wordsOf(result) }),
      onError: (error) => toast.error(name, { description: problemOf(error) }),
    })
  return (
    <TouchButton aria-label={t("readers.test", { name })} isLoading={test.isPending} onClick={run}>
      {t("readers.testShort")}
    </TouchButton>
  )
}

function DeleteButton({ reader: { id, name } }: { reader: ReaderView }) {
  const { t } = useText()
  const prompt = usePrompt()
  const remove = useDeleteReader()
  const problemOf = useProblem()
  const ask = async () => {
    const isSure = await prompt({
      title: `${t("readers.delete", { name })}?`,
      description: t("readers.deleteHint"),
      confirmText: t("remove"),
      cancelText: t("cancel"),
    })
    if (isSure) {
      remove.mutate(id, {
        onSuccess: () => toast.success(t("readers.deleted", { name })),
        onError: (error) => toast.error(name, { description: problemOf(error) }),
      })
    }
  }
  return (
    <IconButton
      size="xlarge"
      variant="transparent"
      className="size-11"
      aria-label={t("readers.delete", { name })}
      onClick={() => void ask()}
    >
      <Trash />
    </IconButton>
  )
}
