import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261129160000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "wolffpay_refund" add column if not exists "telling_at" timestamptz null;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "wolffpay_refund" drop column if exists "telling_at";`)
  }
}
