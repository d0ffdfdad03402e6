import { defineConfig } from "@medusajs/framework/utils"

/** A merchant's Medusa with the plugin, and what it is compared with: a route that only inserts, a provider that does nothing. */
const plugin = "medusa-plugin-wolffpay"

module.exports = defineConfig({
  admin: { disable: true },
  projectConfig: {
    databaseUrl: process.env.SHOP_DATABASE_URL,
    http: {
      storeCors: "http://localhost:8000",
      adminCors: "http://localhost:9000",
      authCors: "http://localhost:8000",
      jwtSecret: "bench",
      cookieSecret: "bench",
    },
  },
  plugins: [
    {
      resolve: plugin,
      options: { wolffpay: { intentsPerCartPerMinute: 1000, intentsPerAddressPerMinute: 0 } },
    },
  ],
  modules: [
    {
      resolve: "@medusajs/medusa/payment",
      dependencies: ["wolffpay"],
      options: {
        providers: [
          { resolve: `${plugin}/providers/wolffpay`, id: "wolffpay" },
          { resolve: require.resolve("../captured-at-once"), id: "bench" },
        ],
      },
    },
  ],
})
