import type { MedusaContainer } from "@medusajs/framework/types"
import type {
  ReaderSettings,
  TerminalReaderRow,
} from "../../modules/wolffpay/tables/terminal-readers"
import { TerminalRefusal } from "../../modules/wolffpay/terminal/refusals"
import { pluginService } from "../plugin-service"
import { existingReader } from "./existing-reader"
import { readerProblems } from "./reader-problems"

export type NewReader = Omit<ReaderSettings, "reader_id" | "location_id" | "is_active"> &
  Partial<ReaderSettings>

/** @throws TerminalRefusal for settings that no sale could be made with, or when another reader has the same `tmr_…` */
export async function addReader(
  container: MedusaContainer,
  input: NewReader
): Promise<TerminalReaderRow> {
  const settings = { reader_id: null, location_id: null, is_active: true, ...input }
  await check(container, settings)
  const reader = await pluginService(container).readers.add(settings)
  if (!reader) {
    throw await taken(container, settings)
  }
  return reader
}

/** @throws TerminalRefusal as {@link addReader}, and while a sale holds it */
export async function changeReader(
  container: MedusaContainer,
  id: string,
  changes: Partial<ReaderSettings>
): Promise<TerminalReaderRow> {
  const before = await existingReader(container, id)
  assertFree(before)
  const settings = { ...before, ...changes }
  await check(container, settings)
  const reader = await pluginService(container).readers.change(id, settings)
  if (!reader) {
    assertFree(await existingReader(container, id))
    throw await taken(container, settings)
  }
  return reader
}

/** @throws TerminalRefusal when there is none, or a sale holds it */
export async function removeReader(container: MedusaContainer, id: string): Promise<void> {
  assertFree(await existingReader(container, id))
  if (!(await pluginService(container).readers.remove(id))) {
    assertFree(await existingReader(container, id))
  }
}

/** @throws TerminalRefusal */
export function assertFree(reader: TerminalReaderRow): void {
  if (reader.busy_sale_id !== null) {
    throw new TerminalRefusal(
      "reader_busy",
      `${reader.name} is busy with sale ${reader.busy_sale_id}. Finish or cancel that sale first.`,
      { reader_name: reader.name, sale_id: reader.busy_sale_id }
    )
  }
}

async function check(container: MedusaContainer, settings: ReaderSettings): Promise<void> {
  const problems = await readerProblems(container, settings)
  if (problems.length > 0) {
    throw new TerminalRefusal(
      "reader_settings",
      problems.map(({ message }) => message).join("\n"),
      { problems }
    )
  }
}

async function taken(
  container: MedusaContainer,
  { reader_id }: ReaderSettings
): Promise<TerminalRefusal> {
  const name = reader_id && (await pluginService(container).readers.nameOf(reader_id))
  return name
    ? new TerminalRefusal(
        "reader_exists",
        `${name} has the id ${reader_id} already: one reader is kept once.`,
        { reader_name: name, reader_id }
      )
    : new TerminalRefusal(
        "reader_changed",
        "The reader was changed at the same time. Reload the page and look."
      )
}
