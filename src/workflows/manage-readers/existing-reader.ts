import type { MedusaContainer } from "@medusajs/framework/types"
import type { TerminalReaderRow } from "../../modules/wolffpay/tables/terminal-readers"
import { TerminalRefusal } from "../../modules/wolffpay/terminal/refusals"
import { pluginService } from "../plugin-service"

/** @throws TerminalRefusal */
export async function existingReader(
  container: MedusaContainer,
  id: string
): Promise<TerminalReaderRow> {
  const reader = await pluginService(container).readers.find(id)
  if (!reader) {
    throw new TerminalRefusal("reader_unknown", `There is no card reader ${id}.`)
  }
  return reader
}
