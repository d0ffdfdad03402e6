import { takePicture } from "../../support/shop-window/picture"
import { COUNTER, TABLET, type TillWindow } from "../../support/till-window"
import { MUG, TEAPOT, TOWEL } from "./articles"

export function picturesOfTheTill(shop: TillWindow) {
  // Whatever the tests before have sold.
  beforeEach(() =>
    shop.medusa.query(
      `update inventory_level set stocked_quantity = 25 + reserved_quantity,
         raw_stocked_quantity = jsonb_build_object('value', (25 + reserved_quantity)::text, 'precision', 20)`
    )
  )

  it.each(["nl", "en"] as const)("in the pictures of its page (%s)", async (language) => {
    const clerk = await shop.clerk({ language, viewport: TABLET })
    await clerk.open()
    await clerk.button(COUNTER.name).waitFor()
    await clerk.standAt(COUNTER.name)
    for (const { code } of [MUG, MUG, TEAPOT, TOWEL]) {
      await clerk.scan(code)
    }
    await clerk.line(TOWEL.title).waitFor()
    expect((await takePicture(clerk.page, `till-basket-${language}`)).length).toBeGreaterThan(0)
    await clerk.key("F9")
    await clerk.says("present_card")
    await takePicture(clerk.page, `till-card-${language}`)
    await shop.card("decline")
    await clerk.says("declined")
    await takePicture(clerk.page, `till-declined-${language}`)
    await clerk.key("F9")
    await shop.card("tap")
    await clerk.isPaid()
    await clerk.page.getByText(clerk.t.receipt.thanks).first().waitFor()
    await takePicture(clerk.page, `till-paid-${language}`)
    await clerk.key("F9")
    await clerk.key("F10")
    await clerk.page.getByText(/#\d+/).first().waitFor()
    await takePicture(clerk.page, `till-sales-${language}`)
    await clerk.open("/settings/terminal-readers")
    await clerk.page.getByText(COUNTER.name, { exact: true }).waitFor()
    await takePicture(clerk.page, `till-readers-${language}`)
  })
}
