// Loaded into every process of the demo: however the demo itself ends, kill -9 included, they end after it.
const HARD_STOP_MS = 5_000

if (process.channel) {
  process.once("disconnect", () => {
    setTimeout(() => process.exit(1), HARD_STOP_MS).unref()
    process.kill(process.pid, "SIGTERM")
  })
  // Listening must not be what keeps a finished process alive.
  process.channel.unref()
}
