export type Cell = string | number

/** Prints one table; numbers are set to the right. */
export function printTable(title: string, head: readonly string[], rows: readonly Cell[][]) {
  const lines = [head, ...rows.map((row) => row.map(String))]
  const widths = head.map((_, column) =>
    Math.max(...lines.map((line) => (line[column] ?? "").length))
  )
  const show = (line: readonly string[]) =>
    line
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return column === 0 ? cell.padEnd(width) : cell.padStart(width)
      })
      .join(" | ")
  console.log(`\n${title}\n`)
  console.log(show(head))
  console.log(widths.map((width) => "-".repeat(width)).join("-|-"))
  for (const line of lines.slice(1)) {
    console.log(show(line))
  }
}

const PROGRESS_MS = 5_000
let lastProgress = 0

/** Says on standard error how far a long benchmark is, every five seconds. */
export function progress(what: string, done: number, of: number) {
  if (Date.now() - lastProgress >= PROGRESS_MS) {
    lastProgress = Date.now()
    console.error(`… ${what}: ${done} of ${of}`)
  }
}

export const ms = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ms`
export const times = (value: number) => `${value.toFixed(2)}x`

/** Whether a goal is met, in one word. */
export const verdict = (isMet: boolean) => (isMet ? "met" : "MISSED")
