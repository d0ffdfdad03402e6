import fs from "node:fs"
import path from "node:path"
import { defineConfig, MikroORM } from "@medusajs/framework/mikro-orm/postgresql"
import { CustomDBMigrator, toMikroOrmEntities } from "@medusajs/framework/utils"

type Connection = { raw(sql: string): PromiseLike<unknown> }

const MIGRATIONS = path.resolve(__dirname, "../../src/modules/wolffpay/migrations")

type Migration = { up(): Promise<void>; getQueries(): unknown[] }

/** The plugin's own migrations, as a shop runs them. */
export async function runMigrations(connection: Connection) {
  const names = fs.readdirSync(MIGRATIONS).filter((name) => /^Migration\d+\.ts$/.test(name))
  for (const name of names.sort()) {
    const file = jest.requireActual<Record<string, new () => Migration>>(
      path.join(MIGRATIONS, name)
    )
    for (const Class of Object.values(file)) {
      const migration = new Class()
      await migration.up()
      for (const query of migration.getQueries()) {
        await connection.raw(String(query))
      }
    }
  }
}

/** The payment module's tables, made from its own models as Medusa's module tests do. */
export async function createPaymentTables(clientUrl: string) {
  const models = jest.requireActual<Record<string, never>>("@medusajs/payment/dist/models")
  const orm = await MikroORM.init(
    defineConfig({
      clientUrl,
      schema: "public",
      entities: toMikroOrmEntities(Object.values(models)) as never,
      extensions: [CustomDBMigrator],
      debug: false,
    })
  )
  try {
    await orm.getSchemaGenerator().createSchema()
  } finally {
    await orm.close()
  }
}
