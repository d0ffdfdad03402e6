import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Container, Heading } from "@medusajs/ui"
import { useState } from "react"
import type { ReaderView } from "../../../../api/admin/wolffpay/terminal/views"
import { Empty, Failure, Loading } from "../../../components/notice"
import { TouchButton } from "../../../components/touch-button"
import { useReaders } from "../../../hooks/use-readers"
import { useText } from "../../../hooks/use-text"
import { ReaderForm } from "../../../readers/reader-form"
import { ReaderList } from "../../../readers/reader-list"

export default function TerminalReadersPage() {
  const { t } = useText()
  const { data, error, refetch } = useReaders()
  // "new" makes one.
  const [edited, setEdited] = useState<ReaderView | "new" | null>(null)
  return (
    <Container className="p-0">
      <div className="flex items-center justify-between gap-x-2 px-6 py-4">
        <Heading>{t("menu.readers")}</Heading>
        <TouchButton onClick={() => setEdited("new")}>{t("till.addReader")}</TouchButton>
      </div>
      {data ? <ReaderList readers={data} onEdit={setEdited} /> : null}
      {data?.length === 0 ? (
        <Empty title={t("readers.empty")} hint={t("readers.emptyHint")} />
      ) : null}
      {!data && error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Loading /> : null}
      {edited ? (
        <ReaderForm
          key={edited === "new" ? "new" : edited.id}
          reader={edited === "new" ? null : edited}
          onClose={() => setEdited(null)}
        />
      ) : null}
    </Container>
  )
}

export const config = defineRouteConfig({ label: "menu.readers", translationNs: "wolffpay" })
