// A Medusa boots in the first hook of every file; the longest test waits for a job that runs once a minute.
jest.setTimeout(60_000)

// Restoring the database between two tests cuts pool connections; knex reports each of them through console.log.
const KNEX_NOISE =
  /^Connection Error: (Connection ended unexpectedly|error: terminating connection due to administrator command)/
const { log } = console
console.log = (...parts: unknown[]) => {
  if (!KNEX_NOISE.test(String(parts[0]))) {
    log(...parts)
  }
}
