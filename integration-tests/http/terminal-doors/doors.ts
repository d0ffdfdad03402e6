import type { AxiosResponse } from "axios"
import type { ReaderView } from "../../../src/api/admin/wolffpay/terminal/views"
import { Counter } from "../../support/counter"
import type { ShopSuite } from "../../support/runner"

export const ROOT = "/admin/wolffpay/terminal"
export const READERS = `${ROOT}/readers`
export const TOKEN = `${ROOT}/connection-token`

/** What a till and the settings screen ask, by a signed-in admin of a shop with one counter. */
export class Doors {
  private opened: { counter: Counter; reader: ReaderView } | undefined

  constructor(readonly suite: ShopSuite) {}

  async open() {
    const counter = await Counter.open(this.suite)
    const { data } = await this.get(`${READERS}/${counter.readerId}`)
    this.opened = { counter, reader: data.reader }
  }

  get counter() {
    return this.ready().counter
  }

  get reader() {
    return this.ready().reader
  }

  get(path: string) {
    return this.suite.shop.tryAdminGet(path)
  }

  post(path: string, body: unknown = {}) {
    return this.suite.shop.tryAdminPost(path, body)
  }

  remove(path: string): Promise<AxiosResponse> {
    const { adminHeaders } = this.suite.shop
    return this.suite.api.delete(path, { ...adminHeaders, validateStatus: () => true })
  }

  /** A reader as the settings screen sends it. */
  input(over: Record<string, unknown> = {}) {
    const { region_id, sales_channel_id, stock_location_id } = this.reader
    return {
      name: "Toonbank",
      reader_id: "tmr_toonbank",
      location_id: "tml_winkel",
      way: "server",
      region_id,
      sales_channel_id,
      stock_location_id,
      ...over,
    }
  }

  private ready() {
    if (!this.opened) {
      throw new Error("The counter is ready only inside tests")
    }
    return this.opened
  }
}
