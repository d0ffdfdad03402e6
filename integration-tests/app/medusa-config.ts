import { defineConfig } from "@medusajs/framework/utils"
import { redisModules } from "./redis-modules"

/** A merchant's Medusa as the README describes it; keys and addresses come from the environment. */
const plugin = "medusa-plugin-wolffpay"
const redisUrl = process.env.REDIS_URL || undefined
/** Medusa reads its own flag only after this file, so a shop with roles lists their module by itself. */
const hasRoles = process.env.MEDUSA_FF_RBAC === "true"

module.exports = defineConfig({
  admin: { disable: true },
  projectConfig: {
    databaseUrl: process.env.SHOP_DATABASE_URL,
    redisUrl,
    http: {
      storeCors: "http://localhost:8000",
      adminCors: "http://localhost:9000",
      authCors: "http://localhost:8000,http://localhost:9000",
      jwtSecret: "integration-tests",
      cookieSecret: "integration-tests",
    },
  },
  plugins: [{ resolve: plugin, options: JSON.parse(process.env.TEST_PLUGIN_OPTIONS ?? "{}") }],
  modules: [
    {
      resolve: "@medusajs/medusa/payment",
      dependencies: ["wolffpay"],
      options: {
        providers: [
          { resolve: `${plugin}/providers/wolffpay`, id: "wolffpay" },
          ...(process.env.BILLINK_USERNAME
            ? [{ resolve: `${plugin}/providers/billink`, id: "billink" }]
            : []),
        ],
      },
    },
    ...(hasRoles ? [{ resolve: "@medusajs/medusa/rbac" }] : []),
    ...(redisUrl ? redisModules(redisUrl) : []),
  ],
})
