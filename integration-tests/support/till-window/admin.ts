import path from "node:path"
import { APP, installApp } from "../shop-window/app"

/** The demo's admin with the plugin's screens, bundled once for each state of the sources, where the demo's Medusa serves it. */
export async function installAdmin(sandboxUrl: string) {
  const { Processes } = await import("../../../scripts/demo/processes.mjs")
  const { buildAdmin } = await import("../../../scripts/demo/builds.mjs")
  await installApp()
  const processes = new Processes()
  await buildAdmin({
    processes,
    screen: { line: () => undefined, status: () => undefined },
    paths: { app: APP, adminLog: path.join(APP, "admin.log") },
    env: { NODE_ENV: "production", DEMO_JWT_SECRET: "till", DEMO_COOKIE_SECRET: "till" },
    sandboxUrl,
  })
}
