import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261125001000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "wolffpay_payment_intent" add column if not exists "placement_checked_at" timestamptz null;`
    )
    this.addSql(
      `alter table if exists "wolffpay_attention" add column if not exists "announcing_at" timestamptz null;`
    )
    this.addSql(
      `create table if not exists "wolffpay_health" ("id" text not null, "count" integer not null default 0, "last_at" timestamptz null, "last_problem" text null, "last_problem_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "wolffpay_health_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_wolffpay_health_deleted_at" ON "wolffpay_health" ("deleted_at") WHERE deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "wolffpay_health" cascade;`)
    this.addSql(`alter table if exists "wolffpay_attention" drop column if exists "announcing_at";`)
    this.addSql(
      `alter table if exists "wolffpay_payment_intent" drop column if exists "placement_checked_at";`
    )
  }
}
