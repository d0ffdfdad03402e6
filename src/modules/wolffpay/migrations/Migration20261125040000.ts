import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261125040000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "wolffpay_payment_intent" add column if not exists "channel" text check ("channel" in ('online', 'terminal')) not null default 'online';`
    )
    this.addSql(
      `create table if not exists "wolffpay_terminal_reader" ("id" text not null, "name" text not null, "reader_id" text null, "location_id" text null, "way" text check ("way" in ('server', 'sdk')) not null, "region_id" text not null, "sales_channel_id" text not null, "stock_location_id" text not null, "is_active" boolean not null default true, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "wolffpay_terminal_reader_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_wolffpay_terminal_reader_deleted_at" ON "wolffpay_terminal_reader" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_wolffpay_terminal_reader_reader_id_unique" ON "wolffpay_terminal_reader" ("reader_id") WHERE reader_id IS NOT NULL AND deleted_at IS NULL;`
    )
    this.addSql(
      `create table if not exists "wolffpay_terminal_sale" ("id" text not null, "request_id" text not null, "state" text check ("state" in ('created', 'sent_to_reader', 'declined', 'authorized', 'ordered', 'captured', 'handed_over', 'canceled', 'timed_out', 'needs_attention')) not null default 'created', "version" integer not null default 1, "terminal_reader_id" text not null, "reader_name" text not null, "reader_way" text check ("reader_way" in ('server', 'sdk')) not null, "reader_id" text null, "stock_location_id" text not null, "amount" integer not null, "currency" text not null, "items" jsonb not null, "tax" jsonb not null, "customer_email" text null, "customer_name" text null, "pays_order" boolean not null default false, "order_id" text null, "order_display_id" integer null, "session_id" text null, "intent_id" text null, "payment_id" text null, "reason" text null, "attempts" integer not null default 0, "cancel_requested_at" timestamptz null, "card_asked_at" timestamptz null, "card_until" timestamptz null, "captured_at" timestamptz null, "tries" integer not null default 0, "run_at" timestamptz null, "lease_token" text null, "lease_until" timestamptz null, "sold_by_id" text not null, "sold_by_name" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "wolffpay_terminal_sale_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_wolffpay_terminal_sale_deleted_at" ON "wolffpay_terminal_sale" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_wolffpay_terminal_sale_request_id_unique" ON "wolffpay_terminal_sale" ("request_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_wolffpay_terminal_sale_terminal_reader_id_unique" ON "wolffpay_terminal_sale" ("terminal_reader_id") WHERE state IN ('created', 'sent_to_reader') AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_wolffpay_terminal_sale_order_id_unique" ON "wolffpay_terminal_sale" ("order_id") WHERE state NOT IN ('captured', 'handed_over', 'needs_attention', 'canceled') AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_wolffpay_terminal_sale_session_id" ON "wolffpay_terminal_sale" ("session_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_wolffpay_terminal_sale_intent_id" ON "wolffpay_terminal_sale" ("intent_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_wolffpay_terminal_sale_run_at" ON "wolffpay_terminal_sale" ("run_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_wolffpay_terminal_sale_created_at" ON "wolffpay_terminal_sale" ("created_at") WHERE deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "wolffpay_terminal_sale" cascade;`)
    this.addSql(`drop table if exists "wolffpay_terminal_reader" cascade;`)
    this.addSql(`alter table if exists "wolffpay_payment_intent" drop column if exists "channel";`)
  }
}
