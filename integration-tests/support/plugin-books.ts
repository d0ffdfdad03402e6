import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

type ReconcileModule = typeof import("../../src/workflows/reconcile/reconcile-once")

type Value = string | number | boolean | null

export interface AttentionEntry {
  reason: string
  subject: string
  intent_id: string | null
  payment_session_id: string | null
  order_id: string | null
  amount_wolffpay: number | null
  amount_medusa: number | null
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

  intents(): Promise<IntentEntry[]> {
    return this.sql("SELECT * FROM wolffpay_payment_intent ORDER BY created_at, id")
  }

  /** Everything that the plugin knows of happened this much earlier, and every look and try that was planned is due. */
  async passTime(minutes: number): Promise<void> {
    const earlier = (column: string) => `${column} = ${column} - make_interval(mins => ${minutes})`
    await this.sql(
      `UPDATE wolffpay_payment_intent SET ${earlier("created_at")}, ${earlier("authorized_at")}, ${earlier("next_check_at")}`
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

  /** The scheduled job, once, as its timer would start it. */
  reconcile(): Promise<void> {
    // The job that runs in this Medusa is the built one; its types are those of the source.
    const { reconcileOnce } = jest.requireActual<ReconcileModule>(
      "medusa-plugin-wolffpay/workflows/reconcile/reconcile-once"
    )
    return reconcileOnce(this.getContainer())
  }

  /** Minutes pass, then the job comes by. */
  async reconcileAfter(minutes: number): Promise<void> {
    await this.passTime(minutes)
    await this.reconcile()
  }
}
