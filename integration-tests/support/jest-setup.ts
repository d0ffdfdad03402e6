// A Medusa boots in the first hook of every file; the longest test waits for a job that runs once a minute.
jest.setTimeout(60_000)

// Restoring the database between two tests cuts idle pool connections; knex reports each of them through console.log.
const KNEX_NOISE = "Connection Error: Connection ended unexpectedly"
const { log } = console
console.log = (...parts: unknown[]) => {
  if (!String(parts[0]).includes(KNEX_NOISE)) {
    log(...parts)
  }
}
