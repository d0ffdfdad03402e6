import { Text } from "@medusajs/ui"
import { TouchButton } from "../components/touch-button"
import type { SdkReader } from "../hooks/use-sdk-reader"
import { useProblem } from "../hooks/use-problem"
import { useText } from "../hooks/use-text"

/** The connection between this browser and its reader, and what to do when there is none. */
export function SdkStatus({ connection, search, connect }: SdkReader) {
  const { t } = useText()
  const wordsOf = useProblem("reader")
  const words = {
    idle: t("sdk.searching"),
    searching: t("sdk.searching"),
    found: connection.state === "found" && connection.readers.length > 0 ? "" : t("sdk.none"),
    connected:
      connection.state === "connected" ? t("sdk.connected", { name: connection.name }) : "",
    disconnected: t("sdk.disconnected"),
    failed:
      connection.state === "failed" ? t("sdk.failed", { message: wordsOf(connection.error) }) : "",
  }[connection.state]
  const canSearch = ["found", "disconnected", "failed"].includes(connection.state)
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-2 border-b px-3 py-2">
      <Text role="status" size="small" className="text-ui-fg-subtle">
        {words}
      </Text>
      {connection.state === "found"
        ? connection.readers.map((nearby) => (
            <TouchButton key={nearby.id} variant="primary" onClick={() => void connect(nearby)}>
              {t("sdk.connect")}: {nearby.label || nearby.serial_number}
            </TouchButton>
          ))
        : null}
      {canSearch ? <TouchButton onClick={() => void search()}>{t("retry")}</TouchButton> : null}
    </div>
  )
}
