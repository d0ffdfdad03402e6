import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261125030000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "wolffpay_billink_credit" ("id" text not null, "invoice_id" text not null, "medusa_refund_id" text null, "amount" integer not null, "origin" text check ("origin" in ('medusa', 'billink', 'command')) not null, "state" text check ("state" in ('attempting', 'unknown', 'not_made', 'made')) not null default 'attempting', "made_at" timestamptz null, "told_at" timestamptz null, "booked_at" timestamptz null, "next_check_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "wolffpay_billink_credit_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_wolffpay_billink_credit_deleted_at" ON "wolffpay_billink_credit" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_wolffpay_billink_credit_invoice_id_unique" ON "wolffpay_billink_credit" ("invoice_id") WHERE state IN ('attempting', 'unknown') AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_wolffpay_billink_credit_invoice_id_state" ON "wolffpay_billink_credit" ("invoice_id", "state") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_wolffpay_billink_credit_next_check_at" ON "wolffpay_billink_credit" ("next_check_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `create table if not exists "wolffpay_billink_invoice" ("id" text not null, "session_id" text not null, "attempt" integer not null, "order_number" text not null, "return_token" text not null, "billink_session_id" text null, "billink_number" text null, "expires_at" timestamptz null, "amount" integer not null, "currency" text not null, "workflow_number" text not null, "language" text check ("language" in ('nl', 'en')) not null, "fingerprint" text not null, "cart_id" text null, "state" text check ("state" in ('creating', 'refused', 'lost', 'open', 'cancelled', 'failed', 'expired', 'accepted')) not null default 'creating', "status" text null, "accepted_at" timestamptz null, "settled_at" timestamptz null, "abandoned_at" timestamptz null, "placement_checked_at" timestamptz null, "workflow_attempted_at" timestamptz null, "workflow_started_at" timestamptz null, "cancel_requested_at" timestamptz null, "outstanding" integer null, "next_check_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "wolffpay_billink_invoice_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_wolffpay_billink_invoice_order_number_unique" ON "wolffpay_billink_invoice" ("order_number") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_wolffpay_billink_invoice_return_token_unique" ON "wolffpay_billink_invoice" ("return_token") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_wolffpay_billink_invoice_billink_session_id_unique" ON "wolffpay_billink_invoice" ("billink_session_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_wolffpay_billink_invoice_deleted_at" ON "wolffpay_billink_invoice" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_wolffpay_billink_invoice_session_id_attempt_unique" ON "wolffpay_billink_invoice" ("session_id", "attempt") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_wolffpay_billink_invoice_cart_id_created_at" ON "wolffpay_billink_invoice" ("cart_id", "created_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_wolffpay_billink_invoice_next_check_at" ON "wolffpay_billink_invoice" ("next_check_at") WHERE deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "wolffpay_billink_credit" cascade;`)
    this.addSql(`drop table if exists "wolffpay_billink_invoice" cascade;`)
  }
}
