import fs from "node:fs"
import { setTimeout as sleep } from "node:timers/promises"
import { DemoError } from "./demo-error.mjs"
import { isFree } from "./ports.mjs"
import { texts } from "./texts.mjs"

const LEFTOVERS_MS = 15_000

/**
 * Claims the data folder for this process. Throws when another demo has it.
 * @returns setAddresses (for whoever starts a second one), release, and the ports of a run that was killed
 */
export function claim(file) {
  const before = read(file)
  if (before && isDemo(before.pid)) {
    throw new DemoError(texts.alreadyRuns(before.pid, before.addresses))
  }
  const mine = { pid: process.pid, addresses: "", ports: [] }
  fs.rmSync(file, { force: true })
  try {
    fs.writeFileSync(file, JSON.stringify(mine), { flag: "wx" })
  } catch (error) {
    if (error.code === "EEXIST") {
      throw new DemoError(texts.alreadyRuns(read(file)?.pid ?? "?", ""))
    }
    throw error
  }
  const write = (values) => {
    Object.assign(mine, values)
    fs.writeFileSync(`${file}.new`, JSON.stringify(mine))
    fs.renameSync(`${file}.new`, file)
  }
  const release = () => {
    if (read(file)?.pid === process.pid) {
      fs.rmSync(file, { force: true })
    }
  }
  return { write, release, killedPorts: before?.ports ?? [] }
}

/** What a killed run started ends by itself within seconds; its ports and its database are wanted again. */
export async function waitForLeftovers(ports, postgres, announce) {
  const deadline = Date.now() + LEFTOVERS_MS
  const isBusy = async () => {
    const states = await Promise.all(ports.map(isFree))
    return states.includes(false) || postmasterRuns(postgres)
  }
  if (await isBusy()) {
    announce()
    while (Date.now() < deadline && (await isBusy())) {
      await sleep(200)
    }
  }
}

function read(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"))
  } catch {
    return undefined
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === "EPERM"
  }
}

/** A process number is soon given to somebody else. */
function isDemo(pid) {
  if (!Number.isInteger(pid) || pid === process.pid || !isAlive(pid)) {
    return false
  }
  const commandLine = `/proc/${pid}/cmdline`
  return fs.existsSync(commandLine)
    ? fs.readFileSync(commandLine, "utf8").includes("demo.mjs")
    : true
}

function postmasterRuns(dataDir) {
  try {
    return isAlive(Number(fs.readFileSync(`${dataDir}/postmaster.pid`, "utf8").split("\n")[0]))
  } catch {
    return false
  }
}
