import { HOUR_MS } from "../../sandbox/billink/core/settings"
import { ENDINGS } from "../../sandbox/billink/page/session/texts"
import { one } from "../support/one"
import { describeShopWindow, PHONE, type Language } from "../support/shop-window"
import { violationsOn } from "../support/shop-window/accessibility"
import { BillinkShopper, PHONE_NUMBER } from "../support/shop-window/billink-shopper"
import { tabTo } from "../support/shop-window/keyboard"
import { takePicture } from "../support/shop-window/picture"
import {
  expectAccepted,
  expectNothingOrdered,
  expectShown,
  sessionsOf,
} from "./journeys/billink-order"

const LANGUAGES: Language[] = ["nl", "en"]
const ASKED = "/v2/session/status"

describeShopWindow("A shopper who pays later with Billink", (window) => {
  const visit = async (options: Parameters<typeof window.visit>[0] = {}) =>
    new BillinkShopper(await window.visit({ language: "nl", ...options }))
  const atBillink = async (options: Parameters<typeof window.visit>[0] = {}) => {
    const buyer = await visit(options)
    const cartId = await buyer.toChoice()
    await buyer.order()
    return { buyer, shopper: buyer.shopper, cartId }
  }

  it.each(LANGUAGES)("accepts and has an order, in %s", async (language) => {
    const { buyer, shopper, cartId } = await atBillink({ language })
    expect(await shopper.page.locator("html").getAttribute("lang")).toBe(language)
    await buyer.answer("accept")
    await expectShown(window, shopper, cartId)
    expect(one(sessionsOf(window)).customer).toMatchObject({ type: "p", mobile: "+31612345678" })
  })

  it("is billed when the order is sent and credited in part, which Billink shows", async () => {
    const { buyer, shopper, cartId } = await atBillink()
    await buyer.answer("accept")
    await expectShown(window, shopper, cartId)
    await window.office.ship(cartId)
    expect((await window.office.paidOrder(cartId)).captures).toHaveLength(1)
    await window.office.refund(cartId, 4.2)
    expect((await window.office.orderOf(cartId))?.refunds).toMatchObject([{ amount: 4.2 }])

    const { page } = shopper
    await page.goto(window.billink.url)
    await page.getByText(/gecrediteerd\s+€\s*4,20/).waitFor()
    await page.getByText(/Workflow: start\s/).waitFor()
    await window.billink.control.startWorkflow(one(sessionsOf(window)).invoiceNumber)
    await page.reload()
    await page.getByText(/Workflow: gestart/).waitFor()
  })

  it("is declined, stops, and accepts another time", async () => {
    const { buyer, shopper, cartId } = await atBillink()
    await buyer.answer("decline")
    await shopper.heading(buyer.t.declinedTitle).waitFor()
    await buyer.answer("cancel")
    await buyer.saysNotOrdered(shopper.t.back.ended.cancelled)
    await expectNothingOrdered(window, shopper, cartId)
    await buyer.tryAgain()
    await buyer.answer("accept")
    await expectShown(window, shopper, cartId)
    expect(sessionsOf(window).map(({ status }) => status)).toEqual(["cancelled", "order_created"])
  })

  it("is declined, and pays Billink at once", async () => {
    const { buyer, shopper, cartId } = await atBillink()
    await buyer.answer("decline")
    await shopper.heading(buyer.t.declinedTitle).waitFor()
    await buyer.answer("payNow")
    await expectShown(window, shopper, cartId)
  })

  it("is told when it fails, keeps the cart, and pays by card instead", async () => {
    const { buyer, shopper, cartId } = await atBillink({ language: "en" })
    await buyer.answer("fail")
    await buyer.saysNotOrdered(shopper.t.back.ended.failed)
    await expectNothingOrdered(window, shopper, cartId)
    await shopper.follow(shopper.t.back.toPayment)
    await shopper.formIsReady()
    await shopper.fillCard()
    await shopper.pay()
    await shopper.orderPage()
    expect((await window.office.paidOrder(cartId)).captures).toHaveLength(1)
    expect(window.billink.control.state().orders).toEqual([])
  })

  it("lets the time run out, and is told so", async () => {
    const { buyer, shopper, cartId } = await atBillink()
    await window.billink.control.advance(HOUR_MS)
    await shopper.page.reload()
    await shopper.page.getByText(ENDINGS.nl.session_expired).waitFor()
    await shopper.follow(buyer.t.back)
    await buyer.saysNotOrdered(shopper.t.back.ended.expired)
    await expectNothingOrdered(window, shopper, cartId)
  })

  it("closes the window before coming back, and finds the order later", async () => {
    const { buyer, shopper, cartId } = await atBillink()
    await shopper.page.route("**/hooks/billink/return**", (route) => route.abort())
    await buyer.answer("accept")
    const { id } = await expectAccepted(window, cartId)
    await shopper.page.close()
    const later = await window.anotherTab(shopper)
    await later.open("/checkout")
    expect(await later.orderPage()).toBe(id)
  })

  it("waits while Billink cannot be asked, and has the order once it can", async () => {
    const { buyer, shopper, cartId } = await atBillink()
    await window.billink.control.addFaults([
      { kind: "pause" },
      { kind: "status", path: ASKED, status: 503, times: "always" },
    ])
    await buyer.answer("accept")
    await shopper.page.waitForURL(/billink=pending/)
    await shopper.heading(shopper.t.back.orderingTitle).waitFor()
    expect(await window.office.orderIds(cartId)).toEqual([])
    await window.billink.control.clearFaults()
    await expectShown(window, shopper, cartId)
  })

  it.each([
    ["nl", "Vul voor achteraf betalen met Billink nog in: telefoonnummer."],
    ["en", "To pay later with Billink, please fill in: phone number."],
  ] as const)("is asked for what Billink needs, in %s", async (language, sentence) => {
    const buyer = await visit({ language })
    const { shopper } = buyer
    const cartId = await buyer.toChoice(() => shopper.fillDetails())
    await buyer.orderButton.click()
    expect(await shopper.problem()).toContain(sentence)
    expect(sessionsOf(window)).toEqual([])
    await shopper.follow(shopper.t.payment.changeDetails)
    await shopper.fillDetails({ phone: PHONE_NUMBER })
    await shopper.chooseDelivery()
    await buyer.choose()
    await buyer.order()
    await buyer.answer("accept")
    await expectShown(window, shopper, cartId)
  })

  it("orders for a company, whose number Billink then does not ask", async () => {
    const buyer = await visit()
    const { shopper } = buyer
    const { page, t } = shopper
    const cartId = await buyer.toChoice(async () => {
      await shopper.heading(t.checkout.details).waitFor()
      await page.getByRole("checkbox", { name: t.fields.business }).check()
      await shopper.fillDetails({ phone: PHONE_NUMBER })
      await page.getByText(t.fieldProblems.missing.company).waitFor()
      await page.getByLabel(t.fields.company, { exact: true }).fill("Bakkerij Bos")
      await page.getByLabel(t.fields.company_number).fill("12345678")
      await page.getByLabel(t.fields.vat_number).fill("NL001234567B01")
      await shopper.press(t.checkout.next)
    })
    await buyer.order()
    expect(await page.locator("#answer").count()).toBe(0)
    await buyer.answer("accept")
    await expectShown(window, shopper, cartId)
    expect(one(sessionsOf(window)).customer).toMatchObject({
      type: "b",
      company: "Bakkerij Bos",
      companyNumber: "12345678",
    })
  })

  it("orders with the keyboard alone", async () => {
    const buyer = await visit()
    const { page } = buyer.shopper
    const cartId = await buyer.toChoice()
    await tabTo(page, buyer.orderButton)
    await page.keyboard.press("Enter")
    await tabTo(page, page.locator("#answer"))
    await page.keyboard.type("31-12-1990")
    await tabTo(page, page.getByRole("button", { name: buyer.t.accept }))
    await page.keyboard.press("Enter")
    await expectShown(window, buyer.shopper, cartId)
  })

  it.each([
    ["desktop", "nl", {}],
    ["phone", "en", { viewport: PHONE, isMobile: true, hasTouch: true }],
  ] as const)(
    "sees nothing inaccessible or too wide, on a %s in %s",
    async (kind, language, device) => {
      const found: string[] = []
      const buyer = await visit({ language, ...device })
      const { shopper } = buyer
      const { page, t } = shopper
      const look = async (name: string, picture?: { top: string }) => {
        const violations = await violationsOn(page)
        const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement)
        found.push(...violations.map((one) => `${name}: ${one}`))
        found.push(...(scrollWidth > clientWidth ? [`${name}: ${scrollWidth} wide`] : []))
        if (picture) {
          const { length } = await takePicture(page, `${name}-${kind}-${language}`, picture.top)
          expect(length).toBeLessThan(120_000)
        }
      }
      const cartId = await buyer.toChoice(async () => {
        await shopper.heading(t.checkout.details).waitFor()
        await page.getByRole("checkbox", { name: t.fields.business }).check()
        await look("billink-company")
        await page.getByRole("checkbox", { name: t.fields.business }).uncheck()
        await shopper.fillDetails()
      })
      await buyer.orderButton.click()
      await shopper.problem()
      await look("billink-missing")
      await shopper.follow(t.payment.changeDetails)
      await shopper.fillDetails({ phone: PHONE_NUMBER })
      await shopper.chooseDelivery()
      await buyer.choose()
      await look("billink-payment", { top: "[data-step=payment]" })
      await buyer.order()
      await look("billink-page", { top: "body" })
      await buyer.answer("cancel")
      await buyer.saysNotOrdered(t.back.ended.cancelled)
      await look("billink-cancelled", { top: "body" })
      await buyer.tryAgain()
      await buyer.answer("accept")
      await expectShown(window, shopper, cartId)
      await look("billink-order")
      expect(found).toEqual([])
    }
  )
})
