import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

type Value = string | number | boolean | null

export interface AttentionEntry {
  reason: string
  subject: string
  intent_id: string | null
  payment_session_id: string | null
  order_id: string | null
  amount_wolffpay: number | null
  amount_medusa: number | null
  occurrences: number
  message: string
  what_to_do: string
  resolved_at: Date | null
}

export interface InboxEntry {
  id: string
  event_type: string
  object_id: string
  state: string
  outcome: string | null
  last_error: string | null
  deliveries: number
  attempts: number
}

export interface IntentEntry {
  id: string
  session_id: string
  intent_id: string | null
  state: string
  cart_id: string | null
  settled_at: Date | null
  abandoned_at: Date | null
}

const JOB_LOCK = "wolffpay:reconcile"
/** Longer than a run that the timer of this Medusa may have started just before. */
const TIMERS_RUN_SECONDS = 30

/** What the plugin wrote down, read behind its back; and time, which passes here when a test says so. */
export class PluginBooks {
  constructor(private readonly getContainer: () => MedusaContainer) {}

  async sql<Row>(query: string, bindings: readonly Value[] = []): Promise<Row[]> {
    const database = this.getContainer().resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const { rows } = await database.raw(query, [...bindings])
    return rows
  }

  attentions(): Promise<AttentionEntry[]> {
    return this.sql("SELECT * FROM wolffpay_attention ORDER BY created_at, id")
  }

  /** Reasons of what is not resolved yet. */
  async openReasons(): Promise<string[]> {
    const rows = await this.attentions()
    return rows.filter((row) => row.resolved_at === null).map((row) => row.reason)
  }

  inbox(): Promise<InboxEntry[]> {
    return this.sql("SELECT * FROM wolffpay_webhook_event ORDER BY created_at, id")
  }

  /** Does not wait for the event's next try. */
  async tryEventNow(id: string): Promise<void> {
    await this.sql(
      "UPDATE wolffpay_webhook_event SET due_at = now() WHERE id = ? AND state = 'received' AND due_at > now() AND last_error IS NOT NULL",
      [id]
    )
    await this.getContainer()
      .resolve(Modules.WORKFLOW_ENGINE)
      .run("wolffpay-receive-webhook-event", { input: { id } })
  }

  intents(): Promise<IntentEntry[]> {
    return this.sql("SELECT * FROM wolffpay_payment_intent ORDER BY created_at, id")
  }

  /** Everything that the plugin knows of happened this much earlier, and every look and try that was planned is due. */
  async passTime(minutes: number): Promise<void> {
    const earlier = (column: string) => `${column} = ${column} - make_interval(mins => ${minutes})`
    await this.sql(
      `UPDATE wolffpay_payment_intent SET ${earlier("created_at")}, ${earlier("state_at")}, ${earlier("authorized_at")}, ${earlier("next_check_at")}`
    )
    await this.sql(
      `UPDATE wolffpay_webhook_event SET ${earlier("created_at")}, ${earlier("due_at")}`
    )
  }

  /** Every intent was made this many minutes ago, and it is its turn. */
  async makeIntentsDue(minutes: number): Promise<void> {
    await this.sql(
      `UPDATE wolffpay_payment_intent
       SET created_at = now() - make_interval(mins => ?), next_check_at = now()`,
      [minutes]
    )
  }

  async secondsToNextLook(): Promise<number> {
    const [row] = await this.sql<{ seconds: string }>(
      `SELECT extract(epoch FROM min(next_check_at) - now()) AS seconds FROM wolffpay_payment_intent`
    )
    return Number(row?.seconds)
  }

  /** One run of the scheduled job, under its lock: after the timer's own run and not instead of it. */
  async reconcile(): Promise<void> {
    const container = this.getContainer()
    await container
      .resolve(Modules.LOCKING)
      .execute(
        JOB_LOCK,
        () => container.resolve(Modules.WORKFLOW_ENGINE).run("wolffpay-reconcile", { input: {} }),
        { timeout: TIMERS_RUN_SECONDS }
      )
  }

  /** Minutes pass, then the job comes by. */
  async reconcileAfter(minutes: number): Promise<void> {
    await this.passTime(minutes)
    await this.reconcile()
  }
}
