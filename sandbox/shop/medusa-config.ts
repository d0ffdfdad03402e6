import { defineConfig } from "@medusajs/framework/utils"
import { redisModules } from "./redis-modules"

/** The demo's Medusa, with the plugin as any merchant has it. `npm run demo` sets the environment. */
const redisUrl = process.env.REDIS_URL || undefined
const backendUrl = process.env.DEMO_SHOP_URL ?? "http://localhost:9000"
const storefront = "http://localhost:8000"

module.exports = defineConfig({
  projectConfig: {
    databaseUrl: process.env.DEMO_DATABASE_URL,
    // Medusa asks for SSL in production; an address that wants it says so itself.
    databaseDriverOptions: {},
    redisUrl,
    // In production Medusa gives its session to browsers over https only, and this shop is on a loopback address.
    cookieOptions: { secure: false },
    http: {
      storeCors: `${storefront},${backendUrl}`,
      adminCors: backendUrl,
      authCors: `${storefront},${backendUrl}`,
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
        },
      },
    },
  ],
  modules: [
    {
      resolve: "@medusajs/medusa/payment",
      dependencies: ["wolffpay"],
      options: {
        providers: [{ resolve: "medusa-plugin-wolffpay/providers/wolffpay", id: "wolffpay" }],
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
    ...(redisUrl ? redisModules(redisUrl) : []),
  ],
})
