import fs from "node:fs"
import path from "node:path"
import { root } from "./steps.mjs"

/** Lets an app inside this repository find the plugin by its package name, as a merchant's app does. */
export function linkSelf() {
  const link = path.join(root, "node_modules", "medusa-plugin-wolffpay")
  const found = fs.lstatSync(link, { throwIfNoEntry: false })
  if (
    found?.isSymbolicLink() &&
    fs.existsSync(link) &&
    fs.realpathSync(link) === fs.realpathSync(root)
  ) {
    return
  }
  fs.rmSync(link, { recursive: true, force: true })
  // A junction needs no rights on Windows; elsewhere the type is ignored.
  fs.symlinkSync(process.platform === "win32" ? root : "..", link, "junction")
}
