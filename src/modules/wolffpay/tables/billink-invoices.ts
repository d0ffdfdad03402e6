import type { BillinkInvoiceRow, InvoiceState, NewInvoice } from "./billink-invoice-row"
import { type Database, firstRow, rows } from "./database"
import { newId } from "./new-id"

export { type BillinkInvoiceRow, type InvoiceState, isDecided } from "./billink-invoice-row"

/** Billink's webhooks come within seconds; what they did not tell is asked for after two minutes. */
const FIRST_LOOK = "interval '2 minutes'"

/** What the plugin has Billink bill: the attempt is written before its session is created and completed after it. */
export class BillinkInvoices {
  constructor(private readonly database: Database) {}

  /** Writes an attempt with a number of its own: whether a number may be used twice is not documented (facts 7.16). */
  async begin(invoice: NewInvoice): Promise<BillinkInvoiceRow> {
    const [earlier] = await this.ofSession(invoice.session_id)
    const attempt = (earlier?.attempt ?? 0) + 1
    const created = await firstRow<BillinkInvoiceRow>(
      this.database,
      `INSERT INTO wolffpay_billink_invoice
         (id, session_id, attempt, order_number, return_token, amount, currency, workflow_number, language, fingerprint,
          cart_id, client_hash, state)
       VALUES (?, ?, ?, ?, ?, ?, 'eur', ?, ?, ?, ?, ?, 'creating')
       RETURNING *`,
      [
        newId("wpbil"),
        invoice.session_id,
        attempt,
        invoice.orderNumber(attempt),
        invoice.return_token,
        invoice.amount,
        invoice.workflow_number,
        invoice.language,
        invoice.fingerprint,
        invoice.cart_id,
        invoice.client_hash,
      ]
    )
    if (!created) {
      throw new Error("The attempt to start a Billink session could not be written.")
    }
    return created
  }

  /** Writes Billink's answer into the attempt; from now on its state is asked for. */
  async complete(
    id: string,
    session: { sessionId: string; invoiceNumber: string; expiresAt: Date }
  ): Promise<void> {
    await this.database.raw(
      `UPDATE wolffpay_billink_invoice
       SET billink_session_id = ?, billink_number = ?, expires_at = ?, state = 'open', updated_at = now(),
         next_check_at = now() + ${FIRST_LOOK}
       WHERE id = ? AND state = 'creating'`,
      [session.sessionId, session.invoiceNumber, session.expiresAt, id]
    )
  }

  /** Ends an attempt without a session: refused, or with an answer that nobody knows, so that nobody can accept it. */
  async end(id: string, state: "refused" | "lost"): Promise<void> {
    await this.database.raw(
      `UPDATE wolffpay_billink_invoice SET state = ?, updated_at = now() WHERE id = ? AND state = 'creating'`,
      [state, id]
    )
  }

  byId(id: string): Promise<BillinkInvoiceRow | undefined> {
    return this.one("id = ?", id)
  }

  ofBillinkSession(sessionId: string): Promise<BillinkInvoiceRow | undefined> {
    return this.one("billink_session_id = ?", sessionId)
  }

  /** By the merchant's number, in whichever case Billink gives it back (facts 3.2). */
  ofOrderNumber(orderNumber: string): Promise<BillinkInvoiceRow | undefined> {
    return this.one("order_number = ?", orderNumber.toUpperCase().replace(/[^A-Z0-9]/g, ""))
  }

  /** By our id, or by either number: what a person has at hand. */
  async find(key: string): Promise<BillinkInvoiceRow | undefined> {
    return (
      (await this.byId(key)) ??
      (await this.one("billink_number = ?", key)) ??
      (await this.ofOrderNumber(key))
    )
  }

  ofReturnToken(token: string): Promise<BillinkInvoiceRow | undefined> {
    return this.one("return_token = ?", token)
  }

  /** Newest attempt first. */
  ofSession(sessionId: string): Promise<BillinkInvoiceRow[]> {
    return rows<BillinkInvoiceRow>(
      this.database,
      `SELECT * FROM wolffpay_billink_invoice WHERE session_id = ? AND deleted_at IS NULL ORDER BY attempt DESC`,
      [sessionId]
    )
  }

  /** Sessions of a cart that a shopper may still accept, or has accepted; newest first. */
  ofCart(cartId: string): Promise<BillinkInvoiceRow[]> {
    return rows<BillinkInvoiceRow>(
      this.database,
      `SELECT * FROM wolffpay_billink_invoice
       WHERE cart_id = ? AND state IN ('open', 'accepted') AND abandoned_at IS NULL AND deleted_at IS NULL
       ORDER BY created_at DESC`,
      [cartId]
    )
  }

  /**
   * Sessions of the last minute, for one cart and for one client address (R19), and the language of the newest; with
   * `before`, those older than it.
   */
  async countRecent(
    { cart_id, client_hash }: { cart_id: string | null; client_hash: string | null },
    before?: string
  ): Promise<{ cart: number; client: number; language: "nl" | "en" }> {
    const found = await firstRow<{ cart: number; client: number; language: "nl" | "en" | null }>(
      this.database,
      `SELECT count(*) FILTER (WHERE cart_id = ?)::int AS cart, count(*) FILTER (WHERE client_hash = ?)::int AS client,
         (array_agg(language ORDER BY created_at DESC))[1] AS language
       FROM wolffpay_billink_invoice
       WHERE (cart_id = ? OR client_hash = ?) AND created_at > now() - interval '60 seconds' AND deleted_at IS NULL
         ${before ? "AND id <> ? AND created_at <= (SELECT created_at FROM wolffpay_billink_invoice WHERE id = ?)" : ""}`,
      [cart_id, client_hash, cart_id, client_hash, ...(before ? [before, before] : [])]
    )
    return { cart: found?.cart ?? 0, client: found?.client ?? 0, language: found?.language ?? "nl" }
  }

  /** The pseudonym of an address is needed for a minute; it is not kept longer than an hour. */
  async forgetClients(): Promise<void> {
    await this.database.raw(
      `UPDATE wolffpay_billink_invoice SET client_hash = NULL
       WHERE client_hash IS NOT NULL AND created_at < now() - interval '1 hour'`
    )
  }

  /** Claimed for nothing: they are due again. */
  async giveBack(ids: readonly string[]): Promise<void> {
    await this.database.raw(
      `UPDATE wolffpay_billink_invoice SET next_check_at = now() WHERE id IN (${["''", ...ids.map(() => "?")].join(", ")})`,
      ids
    )
  }

  /**
   * Notes what Billink says of the session. An acceptance is never undone, and nothing but an acceptance changes what is
   * decided: webhooks come in any order (facts 5).
   */
  async advance(id: string, state: InvoiceState, status: string): Promise<void> {
    await this.database.raw(
      `UPDATE wolffpay_billink_invoice
       SET state = ?, status = ?, updated_at = now(),
         accepted_at = CASE WHEN ? = 'accepted' THEN coalesce(accepted_at, now()) ELSE accepted_at END,
         settled_at = CASE WHEN ? = 'accepted' AND state <> 'accepted' THEN NULL ELSE settled_at END,
         next_check_at = CASE WHEN ? = 'accepted' THEN now() + interval '1 minute'
           WHEN ? = 'open' THEN next_check_at ELSE now() END
       WHERE id = ? AND (state IN ('creating', 'open') OR (? = 'accepted' AND state <> 'accepted'))`,
      [state, status, state, state, state, state, id, state]
    )
  }

  /**
   * Nothing is left to do until the order is sent; then hourly (see `claimDue`) until its workflow has started. Only for the
   * state that was acted on: a look may see the acceptance meanwhile.
   */
  async markSettled(id: string, seen: InvoiceState): Promise<void> {
    await this.database.raw(
      `UPDATE wolffpay_billink_invoice
       SET settled_at = coalesce(settled_at, now()), updated_at = now(),
         next_check_at = CASE WHEN state = 'accepted' AND workflow_started_at IS NULL
           THEN now() + interval '1 hour' END
       WHERE id = ? AND state = ?`,
      [id, seen]
    )
  }

  async abandon(id: string): Promise<void> {
    await this.set(id, "abandoned_at = coalesce(abandoned_at, now())")
  }

  async checkSoon(id: string): Promise<void> {
    await this.set(id, "next_check_at = now()")
  }

  async stopChecking(id: string): Promise<void> {
    await this.set(id, "next_check_at = NULL")
  }

  /** As `stopChecking`, of a session that brought no acceptance, as far as that is still so. */
  async stopCheckingEnded(id: string): Promise<void> {
    await this.set(id, "next_check_at = CASE WHEN state = 'accepted' THEN next_check_at END")
  }

  /**
   * From the first attempt on it is counted how long Billink cannot be told; afresh when the last one is older than two hours,
   * because an outage is tried at least hourly.
   */
  async attemptWorkflow(id: string): Promise<void> {
    await this.set(
      id,
      `workflow_attempted_at = CASE WHEN updated_at > now() - interval '2 hours'
         THEN coalesce(workflow_attempted_at, now()) ELSE now() END,
       next_check_at = now() + ${FIRST_LOOK}`
    )
  }

  /** Medusa has not written its capture yet: the job sees to it that it does. */
  async markWorkflowStarted(id: string): Promise<void> {
    await this.set(
      id,
      `workflow_started_at = coalesce(workflow_started_at, now()), next_check_at = now() + ${FIRST_LOOK}`
    )
  }

  /** After an outage each time twice as long, from half a minute to an hour; after a refusal in an hour. */
  async retryWorkflow(id: string, { isOutage }: { isOutage: boolean }): Promise<void> {
    const waited = isOutage ? "now() - coalesce(workflow_attempted_at, now())" : "interval '1 hour'"
    await this.set(
      id,
      `next_check_at = now() + greatest(interval '30 seconds', least(interval '1 hour', ${waited}))`
    )
  }

  /** Medusa gave up the payment: the job sees to the credit if nobody else does. */
  async requestCancel(id: string): Promise<void> {
    await this.set(
      id,
      "cancel_requested_at = coalesce(cancel_requested_at, now()), next_check_at = now() + interval '2 minutes'"
    )
  }

  /** Only one caller gets it: the order is announced once. */
  async claimPlacement(id: string): Promise<boolean> {
    const row = await firstRow(
      this.database,
      `UPDATE wolffpay_billink_invoice SET placement_checked_at = now()
       WHERE id = ? AND placement_checked_at IS NULL RETURNING id`,
      [id]
    )
    return row !== undefined
  }

  /**
   * Claims rows whose turn it is (R21): an undecided session every five minutes for its hour and a bit, then hourly; an
   * acceptance without an order each minute, one whose workflow is not started hourly.
   */
  async claimDue(limit: number): Promise<BillinkInvoiceRow[]> {
    return rows<BillinkInvoiceRow>(
      this.database,
      `UPDATE wolffpay_billink_invoice SET next_check_at = now() + CASE
           WHEN state = 'accepted' AND settled_at IS NULL AND accepted_at > now() - interval '1 hour'
             THEN interval '1 minute'
           WHEN state = 'open' AND created_at > now() - interval '75 minutes' THEN interval '5 minutes'
           ELSE interval '1 hour' END
       WHERE id IN (
         SELECT id FROM wolffpay_billink_invoice WHERE next_check_at <= now() AND deleted_at IS NULL
         ORDER BY next_check_at LIMIT ? FOR UPDATE SKIP LOCKED)
       RETURNING *`,
      [limit]
    )
  }

  private one(condition: string, value: string): Promise<BillinkInvoiceRow | undefined> {
    return firstRow<BillinkInvoiceRow>(
      this.database,
      `SELECT * FROM wolffpay_billink_invoice WHERE ${condition} AND deleted_at IS NULL`,
      [value]
    )
  }

  private async set(id: string, change: string): Promise<void> {
    await this.database.raw(
      `UPDATE wolffpay_billink_invoice SET ${change}, updated_at = now() WHERE id = ?`,
      [id]
    )
  }
}
