import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261129180000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "wolffpay_billink_credit" add column if not exists "told_by" text null, add column if not exists "line_at" timestamptz null, add column if not exists "credit_due" integer null;`
    )
    // What was booked before was written in full, as far as anybody can tell now.
    this.addSql(
      `update "wolffpay_billink_credit" set "line_at" = "booked_at" where "booked_at" is not null;`
    )
    this.addSql(
      `alter table if exists "wolffpay_billink_invoice" drop column if exists "outstanding", add column if not exists "client_hash" text null;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_wolffpay_billink_invoice_client_hash_created_at" ON "wolffpay_billink_invoice" ("client_hash", "created_at") WHERE deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(
      `alter table if exists "wolffpay_billink_credit" drop column if exists "told_by", drop column if exists "line_at", drop column if exists "credit_due";`
    )
    this.addSql(`drop index if exists "IDX_wolffpay_billink_invoice_client_hash_created_at";`)
    this.addSql(
      `alter table if exists "wolffpay_billink_invoice" add column if not exists "outstanding" integer null, drop column if exists "client_hash";`
    )
  }
}
