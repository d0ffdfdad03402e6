import fs from "node:fs"
import { setTimeout as sleep } from "node:timers/promises"

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === "EPERM"
  }
}

function holderOf(file) {
  try {
    return Number(fs.readFileSync(file, "utf8"))
  } catch {
    return 0
  }
}

/** Runs the work while no other process of this machine runs work under the same lock file. */
export async function withLock(file, work) {
  for (;;) {
    try {
      fs.writeFileSync(file, String(process.pid), { flag: "wx" })
      break
    } catch (error) {
      if (error.code !== "EEXIST") {
        throw error
      }
    }
    const holder = holderOf(file)
    if (holder > 0 && !isAlive(holder)) {
      fs.rmSync(file, { force: true })
    } else {
      await sleep(200)
    }
  }
  try {
    return await work()
  } finally {
    fs.rmSync(file, { force: true })
  }
}
