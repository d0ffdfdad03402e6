import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261122083334 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "wolffpay_webhook_event" drop constraint if exists "wolffpay_webhook_event_provider_event_key_unique";`
    )
    this.addSql(
      `alter table if exists "wolffpay_refund" drop constraint if exists "wolffpay_refund_refund_id_unique";`
    )
    this.addSql(
      `alter table if exists "wolffpay_refund" drop constraint if exists "wolffpay_refund_idempotency_key_unique";`
    )
    this.addSql(
      `alter table if exists "wolffpay_payment_intent" drop constraint if exists "wolffpay_payment_intent_session_id_attempt_unique";`
    )
    this.addSql(
      `alter table if exists "wolffpay_payment_intent" drop constraint if exists "wolffpay_payment_intent_intent_id_unique";`
    )
    this.addSql(
      `alter table if exists "wolffpay_payment_intent" drop constraint if exists "wolffpay_payment_intent_idempotency_key_unique";`
    )
    this.addSql(
      `alter table if exists "wolffpay_attention" drop constraint if exists "wolffpay_attention_reason_subject_unique";`
    )
    this.addSql(
      `create table if not exists "wolffpay_attention" ("id" text not null, "reason" text not null, "subject" text not null, "intent_id" text null, "refund_id" text null, "payment_session_id" text null, "payment_id" text null, "cart_id" text null, "order_id" text null, "currency" text null, "amount_wolffpay" integer null, "amount_medusa" integer null, "message" text not null, "what_to_do" text not null, "occurrences" integer not null default 1, "notified_at" timestamptz null, "resolved_at" timestamptz null, "resolved_by" text null, "note" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "wolffpay_attention_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_wolffpay_attention_deleted_at" ON "wolffpay_attention" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_wolffpay_attention_reason_subject_unique" ON "wolffpay_attention" ("reason", "subject") WHERE resolved_at IS NULL AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_wolffpay_attention_resolved_at" ON "wolffpay_attention" ("resolved_at") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "wolffpay_payment_intent" ("id" text not null, "session_id" text not null, "attempt" integer not null, "idempotency_key" text not null, "intent_id" text null, "amount" integer not null, "currency" text not null, "capture_method" text check ("capture_method" in ('automatic', 'manual')) not null, "live" boolean not null, "state" text check ("state" in ('creating', 'refused', 'lost', 'open', 'processing', 'authorized', 'succeeded', 'canceled')) not null default 'creating', "status" text null, "cart_id" text null, "client_hash" text null, "failures" integer not null default 0, "capture_refusals" integer not null default 0, "cancel_refusals" integer not null default 0, "failed_at" timestamptz null, "authorized_at" timestamptz null, "settled_at" timestamptz null, "state_at" timestamptz null, "returned_at" timestamptz null, "abandoned_at" timestamptz null, "next_check_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "wolffpay_payment_intent_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_wolffpay_payment_intent_idempotency_key_unique" ON "wolffpay_payment_intent" ("idempotency_key") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_wolffpay_payment_intent_intent_id_unique" ON "wolffpay_payment_intent" ("intent_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_wolffpay_payment_intent_deleted_at" ON "wolffpay_payment_intent" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_wolffpay_payment_intent_session_id_attempt_unique" ON "wolffpay_payment_intent" ("session_id", "attempt") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_wolffpay_payment_intent_cart_id_created_at" ON "wolffpay_payment_intent" ("cart_id", "created_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_wolffpay_payment_intent_client_hash_created_at" ON "wolffpay_payment_intent" ("client_hash", "created_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_wolffpay_payment_intent_next_check_at" ON "wolffpay_payment_intent" ("next_check_at") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "wolffpay_refund" ("id" text not null, "intent_id" text not null, "medusa_refund_id" text null, "idempotency_key" text null, "refund_id" text null, "amount" integer not null, "currency" text not null, "reason" text null, "origin" text check ("origin" in ('medusa', 'external')) not null, "state" text check ("state" in ('attempting', 'unknown', 'not_made', 'made')) not null default 'attempting', "status" text null, "booked_at" timestamptz null, "next_check_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "wolffpay_refund_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_wolffpay_refund_idempotency_key_unique" ON "wolffpay_refund" ("idempotency_key") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_wolffpay_refund_refund_id_unique" ON "wolffpay_refund" ("refund_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_wolffpay_refund_deleted_at" ON "wolffpay_refund" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_wolffpay_refund_intent_id" ON "wolffpay_refund" ("intent_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_wolffpay_refund_next_check_at" ON "wolffpay_refund" ("next_check_at") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "wolffpay_webhook_event" ("id" text not null, "provider" text not null, "event_key" text not null, "event_type" text not null, "object_id" text not null, "payment_intent_id" text null, "body" text not null, "state" text check ("state" in ('received', 'done', 'foreign', 'attention')) not null default 'received', "outcome" text null, "last_error" text null, "deliveries" integer not null default 1, "attempts" integer not null default 0, "due_at" timestamptz null, "processed_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "wolffpay_webhook_event_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_wolffpay_webhook_event_deleted_at" ON "wolffpay_webhook_event" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_wolffpay_webhook_event_provider_event_key_unique" ON "wolffpay_webhook_event" ("provider", "event_key") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_wolffpay_webhook_event_state_due_at" ON "wolffpay_webhook_event" ("state", "due_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_wolffpay_webhook_event_payment_intent_id" ON "wolffpay_webhook_event" ("payment_intent_id") WHERE deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "wolffpay_attention" cascade;`)

    this.addSql(`drop table if exists "wolffpay_payment_intent" cascade;`)

    this.addSql(`drop table if exists "wolffpay_refund" cascade;`)

    this.addSql(`drop table if exists "wolffpay_webhook_event" cascade;`)
  }
}
