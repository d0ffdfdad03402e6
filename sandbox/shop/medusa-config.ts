import { defineConfig } from "@medusajs/framework/utils"
import { redisModules } from "./redis-modules"

/** The demo's Medusa, with the plugin as any merchant has it. `npm run demo` sets the environment, Billink's keys among it. */
const redisUrl = process.env.REDIS_URL || undefined
const backendUrl = process.env.DEMO_SHOP_URL ?? "http://localhost:9000"
const storefronts = process.env.DEMO_STOREFRONT_URLS ?? "http://localhost:8000"

module.exports = defineConfig({
  admin: { disable: process.env.DEMO_ADMIN === "off" },
  projectConfig: {
    databaseUrl: process.env.DEMO_DATABASE_URL,
    // Medusa asks for SSL in production; an address that wants it says so itself.
    databaseDriverOptions: {},
    redisUrl,
    // In production Medusa gives its session to browsers over https only, and this shop is on a loopback address.
    cookieOptions: { secure: false },
    http: {
      storeCors: `${storefronts},${backendUrl}`,
      adminCors: backendUrl,
      authCors: `${storefronts},${backendUrl}`,
      jwtSecret: process.env.DEMO_JWT_SECRET,
      cookieSecret: process.env.DEMO_COOKIE_SECRET,
    },
  },
  plugins: [
    {
      resolve: "medusa-plugin-wolffpay",
      options: {
        wolffpay: {
          apiKey: process.env.WOLFFPAY_API_KEY,
          webhookSecret: process.env.WOLFFPAY_WEBHOOK_SECRET,
          // Tests send many shoppers from one address.
          intentsPerAddressPerMinute: Number(process.env.DEMO_INTENTS_PER_ADDRESS || 20),
        },
      },
    },
  ],
  modules: [
    {
      resolve: "@medusajs/medusa/payment",
      dependencies: ["wolffpay"],
      options: {
        providers: [
          { resolve: "medusa-plugin-wolffpay/providers/wolffpay", id: "wolffpay" },
          { resolve: "medusa-plugin-wolffpay/providers/billink", id: "billink" },
        ],
      },
    },
    {
      resolve: "@medusajs/medusa/file",
      options: {
        providers: [
          {
            resolve: "@medusajs/medusa/file-local",
            id: "local",
            options: { upload_dir: "static", backend_url: `${backendUrl}/static` },
          },
        ],
      },
    },
    {
      resolve: "@medusajs/medusa/notification",
      options: {
        providers: [
          {
            // Receipts by e-mail are written to Medusa's log.
            resolve: "@medusajs/medusa/notification-local",
            id: "local",
            options: { channels: ["feed", "email"] },
          },
        ],
      },
    },
    ...(redisUrl ? redisModules(redisUrl) : []),
  ],
})
