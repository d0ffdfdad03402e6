/** SQL for the next whole multiple of so many seconds. */
export function nextBoundary(seconds: number): string {
  return `to_timestamp((floor(extract(epoch FROM now()) / ${seconds}) + 1) * ${seconds})`
}
