const LOCAL = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2}):(\d{2})$/
const HOUR_MS = 3_600_000

const amsterdam = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/Amsterdam",
  hourCycle: "h23",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
})

/**
 * `Y-m-d H:i:s` on a clock in Amsterdam (3.2, 7.24), in summer and in winter. The hour that comes twice in October is
 * read as its first pass, the one that is left out in March as the clock would have gone on. Undefined when it is no such
 * time. Informational: never used to order events.
 */
export function parseAmsterdamTime(text: unknown): Date | undefined {
  const parts = typeof text === "string" ? LOCAL.exec(text.trim()) : null
  if (!parts) {
    return undefined
  }
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1)
    .map(Number)
  const asUtc = Date.UTC(year, month - 1, day, hour, minute, second)
  const wall = new Date(asUtc)
  const rolledOver =
    wall.getUTCMonth() !== month - 1 || wall.getUTCDate() !== day || wall.getUTCHours() !== hour
  if (rolledOver || minute > 59 || second > 59) {
    return undefined
  }
  const summer = new Date(asUtc - 2 * HOUR_MS)
  const winter = new Date(asUtc - HOUR_MS)
  return wallClock(summer) === asUtc ? summer : winter
}

/** What a clock in Amsterdam shows at that moment, as if it were UTC. */
function wallClock(at: Date): number {
  const part = Object.fromEntries(
    amsterdam.formatToParts(at).map(({ type, value }) => [type, Number(value)])
  )
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second)
}
