import { restoreOptions, setOption } from "../../support/plugin-options"
import { purchasesOf } from "../../support/purchase"
import type { ShopSuite } from "../../support/runner"
import { one } from "../../support/one"
import { WOLFFPAY } from "../../support/shop"
import { waitUntil } from "../../support/wait"
import { postWebhook, WEBHOOK_SECRET } from "../../support/webhook"

export function secretsOfTheShop(suite: ShopSuite) {
  const { checkout, paidOrder, inboxClosed } = purchasesOf(suite)
  afterEach(restoreOptions)

  const tryToPay = async () => {
    const { id } = await suite.shop.readyCart()
    const collection = await suite.shop.createPaymentCollection(id)
    return suite.shop.tryStartPaymentSession(collection.id, WOLFFPAY)
  }

  it("writes no secret into its logs or answers, in good times or bad (contract 4.10)", async () => {
    const { api, sandbox, shop } = suite
    const logged: string[] = []
    const logger = suite.container.resolve("logger") as unknown as Record<string, LogMethod>
    for (const level of ["debug", "info", "warn", "error"]) {
      jest.spyOn(logger, level).mockImplementation((...parts) => {
        logged.push(parts.map(textOf).join(" "))
      })
    }
    for (const stream of [process.stdout, process.stderr]) {
      jest.spyOn(stream, "write").mockImplementation((chunk) => {
        logged.push(String(chunk))
        return true
      })
    }
    const answers: unknown[] = []
    const moneyBack = async (paymentId: string) => {
      for (const fault of ["garbage", "drop_after", undefined] as const) {
        await (fault && sandbox.control.addFaults({ kind: fault, method: "POST", times: 1 }))
        const answer = await shop.tryAdminPost(`/admin/payments/${paymentId}/refund`, { amount: 1 })
        answers.push(answer.data)
      }
      await sandbox.control.refund(String(session.data.id), { amount: 100 })
      await inboxClosed(3)
    }
    const { cartId, session } = await checkout()
    answers.push((await postWebhook(api, { event: "x" }, { secret: "whsec_wrong" })).data)
    answers.push((await postWebhook(api, "{", { secret: "whsec_wrong" })).data)
    await sandbox.control.addFaults({ kind: "status", status: 401 })
    answers.push((await tryToPay()).data)
    await sandbox.control.addFaults({ kind: "garbage" })
    answers.push((await tryToPay()).data)
    await sandbox.decline(session)
    answers.push((await shop.completeCart(cartId)).data)
    await sandbox.pay(session)
    await paidOrder(cartId)
    await inboxClosed(2)
    answers.push((await shop.tryAdminGet("/admin/wolffpay/attention?state=all")).data)
    const order = await paidOrder(cartId)
    answers.push(order)
    await moneyBack(one(order.payments).id)
    setOption(suite, "captureMethod", "manual")
    for (const what of ["capture", "cancel"] as const) {
      const later = await checkout()
      await sandbox.pay(later.session)
      await shop.completeCart(later.cartId)
      const authorized = await waitUntil("there is an order", () => shop.readOrder(later.cartId))
      const path =
        what === "capture"
          ? `/admin/payments/${one(authorized.payments).id}/capture`
          : `/admin/orders/${authorized.id}/cancel`
      await sandbox.control.addFaults({ kind: "status", status: 401 })
      answers.push((await shop.tryAdminPost(path, {})).data)
      answers.push((await shop.tryAdminPost(path, {})).data)
    }
    jest.restoreAllMocks()

    expect(logged.join("\n")).toMatch(/webhook refused/)
    const secrets = [process.env.WOLFFPAY_API_KEY, WEBHOOK_SECRET]
    const clientSecrets = sandbox.payments.map((payment) => payment.clientSecret)
    for (const secret of [...secrets, ...clientSecrets]) {
      expect(secret?.length).toBeGreaterThan(10)
      expect(logged.filter((line) => line.includes(String(secret)))).toEqual([])
    }
    for (const secret of secrets) {
      expect(JSON.stringify(answers)).not.toContain(secret)
    }
  })
}

type LogMethod = (...parts: unknown[]) => void

function textOf(part: unknown): string {
  return part instanceof Error
    ? `${part.message} ${part.stack ?? ""} ${JSON.stringify(part)}`
    : typeof part === "string"
      ? part
      : JSON.stringify(part)
}
