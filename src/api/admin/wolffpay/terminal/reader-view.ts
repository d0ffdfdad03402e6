import type { TerminalReaderRow } from "../../../../modules/wolffpay/tables/terminal-readers"
import type { ReaderView } from "./views"

export function viewReader(reader: TerminalReaderRow): ReaderView {
  return {
    id: reader.id,
    name: reader.name,
    reader_id: reader.reader_id,
    location_id: reader.location_id,
    way: reader.way,
    region_id: reader.region_id,
    sales_channel_id: reader.sales_channel_id,
    stock_location_id: reader.stock_location_id,
    is_active: reader.is_active,
    busy_sale_id: reader.busy_sale_id,
    created_at: reader.created_at.toISOString(),
    updated_at: reader.updated_at.toISOString(),
  }
}
