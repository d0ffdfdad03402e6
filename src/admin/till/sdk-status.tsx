import { Text } from "@medusajs/ui"
import { TouchButton } from "../components/touch-button"
import type { SdkReader } from "../hooks/use-sdk-reader"
import { useProblem } from "../hooks/use-problem"
import { useText } from "../hooks/use-text"

/** The connection between this browser and its reader, and what to do when there is none. */
export function SdkStatus({ connection, search, connect }: SdkReader) {
  const { t } = useText()
  const wordsOf = useProblem("reader")
  const { state } = connection
  const readers = state === "found" ? connection.readers : []
  const details =
    state === "connected"
      ? { name: connection.name }
      : state === "failed"
        ? { message: wordsOf(connection.error) }
        : {}
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-2 border-b px-3 py-2">
      <Text role="status" size="small" className="text-ui-fg-subtle">
        {readers.length > 0 ? null : t(`sdk.${state}`, details)}
      </Text>
      {readers.map((nearby) => (
        <TouchButton key={nearby.id} variant="primary" onClick={() => void connect(nearby)}>
          {t("sdk.connect")}: {nearby.label || nearby.serial_number}
        </TouchButton>
      ))}
      {state === "searching" || state === "connected" ? null : (
        <TouchButton onClick={() => void search()}>{t("retry")}</TouchButton>
      )}
    </div>
  )
}
