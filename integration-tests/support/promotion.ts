import { Modules } from "@medusajs/framework/utils"
import type { ShopSuite } from "./runner"

/** The code of a promotion that takes EUR 1.00 off a cart; made once for a test. */
export async function promotionCode(suite: ShopSuite): Promise<string> {
  const code = "ONEOFF"
  const promotions = suite.container.resolve(Modules.PROMOTION)
  const [made] = await promotions.listPromotions({ code: [code] })
  if (!made) {
    await promotions.createPromotions({
      code,
      type: "standard",
      status: "active",
      application_method: {
        type: "fixed",
        target_type: "order",
        allocation: "across",
        value: 1,
        currency_code: "eur",
      },
    })
  }
  return code
}
