import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261130190000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "wolffpay_refund" add column if not exists "request_ids" text[] not null default '{}';`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "wolffpay_refund" drop column if exists "request_ids";`)
  }
}
