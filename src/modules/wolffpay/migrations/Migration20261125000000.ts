import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261125000000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "wolffpay_refund" add column if not exists "line_at" timestamptz null, add column if not exists "credit_due" integer null, add column if not exists "told_at" timestamptz null;`
    )
    // What was booked before was checked in its first hour, and told of.
    this.addSql(
      `update "wolffpay_refund" set "line_at" = "booked_at", "told_at" = "booked_at" where "booked_at" is not null;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_wolffpay_refund_booked_at" ON "wolffpay_refund" ("booked_at") WHERE line_at IS NULL AND deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_wolffpay_refund_booked_at";`)
    this.addSql(
      `alter table if exists "wolffpay_refund" drop column if exists "line_at", drop column if exists "credit_due", drop column if exists "told_at";`
    )
  }
}
