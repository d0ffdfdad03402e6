const STATUS_PAUSE_MS = 10_000

/** Lines with the time since the start. On a terminal a last line tells what is going on; elsewhere it is printed now and then. */
export function createScreen(out = process.stdout, startedAt = Date.now()) {
  let status = ""
  let lastOutput = Date.now()
  // The terminal may be closed before we are: whoever reads no more must not stop us from cleaning up.
  out.on("error", () => {})

  const elapsed = () => {
    const seconds = Math.round((Date.now() - startedAt) / 1000)
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`
  }
  const write = (text) => {
    if (!out.destroyed) {
      out.write(text)
      lastOutput = Date.now()
    }
  }
  const clear = () => out.isTTY && status && write("\r\u001b[2K")
  const draw = () => {
    if (out.isTTY && status) {
      write(`\r\u001b[2K[${elapsed()}] ${status}`.slice(0, (out.columns ?? 80) + 4))
    }
  }
  const ticker = out.isTTY ? setInterval(draw, 1000).unref() : undefined

  const screen = {
    elapsed,
    /** One line that stays; what was said to be going on is over. */
    line(text) {
      clear()
      status = ""
      screen.plain(`[${elapsed()}] ${text}`)
    },
    plain(text = "") {
      clear()
      write(`${text}\n`)
      draw()
    },
    /** What is going on now; replaces what was said before. */
    status(text) {
      status = text
      if (out.isTTY) {
        draw()
      } else if (text && Date.now() - lastOutput > STATUS_PAUSE_MS) {
        write(`[${elapsed()}] ${text}\n`)
      }
    },
    end() {
      clear()
      status = ""
      clearInterval(ticker)
    },
  }
  return screen
}
