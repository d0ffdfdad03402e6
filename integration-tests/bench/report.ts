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

export const ms = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ms`
export const times = (value: number) => `${value.toFixed(2)}x`

/** Whether a goal is met, in one word. */
export const verdict = (isMet: boolean) => (isMet ? "met" : "MISSED")
