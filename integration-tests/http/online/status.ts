import { purchasesOf } from "../../support/purchase"
import type { ShopSuite } from "../../support/runner"
import { postWebhook } from "../../support/webhook"
import { waitUntil } from "../../support/wait"

const PATH = "/admin/wolffpay/status"

interface Status {
  mode: string
  webhooks: {
    last_received_at: string | null
    refused: { count: number; last_at: string | null; last_reason: string | null }
  }
  job: {
    last_run_at: string | null
    is_late: boolean
    last_error: string | null
    last_error_at: string | null
  }
  inbox: { open: number; oldest_age_seconds: number | null }
  attention: { open: number }
}

export function statusOfTheShop(suite: ShopSuite) {
  const { books, checkout, paidOrder, inboxClosed } = purchasesOf(suite)

  const read = async () => {
    const { status, data } = await suite.shop.tryAdminGet(PATH)
    expect([status, Object.keys(data)]).toEqual([200, ["status"]])
    return data.status as Status
  }
  const aMomentAgo = (date: string | null) => {
    const age = Date.now() - Date.parse(date ?? "")
    return age > -1000 && age < 60_000
  }

  it("is for signed-in admins only", async () => {
    const { status } = await suite.api.get(PATH, { validateStatus: () => true })
    expect(status).toBe(401)
  })

  it("tells of a shop in which nothing has happened yet that its job has not run", async () => {
    await books.sql(`DELETE FROM wolffpay_health`)
    expect(await read()).toEqual({
      mode: "test",
      webhooks: {
        last_received_at: null,
        refused: { count: 0, last_at: null, last_reason: null },
      },
      job: { last_run_at: null, is_late: true, last_error: null, last_error_at: null },
      inbox: { open: 0, oldest_age_seconds: null },
      attention: { open: 0 },
    })
  })

  it("is not silent about a wrong secret, in whichever process the webhook arrived (R20)", async () => {
    await books.sql(
      `INSERT INTO wolffpay_health (id, count, last_at, last_problem, last_problem_at)
       VALUES ('refused_webhooks', 40, now() - interval '1 hour', 'of another process', now() - interval '1 hour')
       ON CONFLICT (id) DO UPDATE SET count = 40`
    )
    await postWebhook(suite.api, { event: "x" }, { secret: "whsec_wrong" })
    const { refused } = await waitUntil("the refusal is counted", async () => {
      const { webhooks } = await read()
      return webhooks.refused.count > 40 && webhooks
    })
    expect(refused.count).toBe(41)
    expect(refused.last_reason).toBe("401: the signature is wrong (check wolffpay.webhookSecret)")
    expect(aMomentAgo(refused.last_at)).toBe(true)
  })

  it("tells when a webhook last came, what waits, and what a person has to settle", async () => {
    const { cartId, session } = await checkout()
    await suite.sandbox.pay(session)
    await paidOrder(cartId)
    await inboxClosed()
    const after = await read()
    expect(aMomentAgo(after.webhooks.last_received_at)).toBe(true)
    expect(after.inbox).toEqual({ open: 0, oldest_age_seconds: null })

    await books.sql(
      `UPDATE wolffpay_webhook_event SET state = 'received', due_at = now() + interval '1 hour',
         created_at = now() - interval '90 seconds'`
    )
    await books.sql(
      `INSERT INTO wolffpay_attention (id, reason, subject, message, what_to_do)
       VALUES ('wpatt_status', 'paid_twice', 'pi_status', 'text', 'text')`
    )
    const { inbox, attention } = await read()
    expect(inbox.open).toBe(1)
    expect(inbox.oldest_age_seconds).toBeGreaterThanOrEqual(90)
    expect(inbox.oldest_age_seconds).toBeLessThan(150)
    expect(attention).toEqual({ open: 1 })
  })

  it("tells when the job ran, what went wrong in it, and that it is late", async () => {
    const service = suite.container.resolve<{ events: { due(limit: number): Promise<string[]> } }>(
      "wolffpay"
    )
    jest.spyOn(service.events, "due").mockRejectedValueOnce(new Error("disk full"))
    await books.reconcile()
    const { job } = await read()
    expect(job).toMatchObject({
      is_late: false,
      last_error: "webhooks that were left behind: disk full",
    })
    expect(aMomentAgo(job.last_run_at) && aMomentAgo(job.last_error_at)).toBe(true)

    await books.sql(
      `UPDATE wolffpay_health SET last_at = now() - interval '5 minutes', last_problem_at = last_problem_at - interval '5 minutes'`
    )
    expect((await read()).job.is_late).toBe(true)
    await books.reconcile()
    const again = (await read()).job
    expect(again).toMatchObject({ is_late: false, last_error: job.last_error })
    expect(Date.parse(again.last_error_at ?? "")).toBeLessThan(Date.parse(again.last_run_at ?? ""))
  })
}
