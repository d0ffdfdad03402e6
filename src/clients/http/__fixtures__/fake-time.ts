/** A clock that only moves when somebody sleeps on it. */
export function createFakeTime(start = 1_800_000_000_000) {
  let now = start
  const sleeps: number[] = []
  return {
    sleeps,
    clock: () => now,
    advance(ms: number) {
      now += ms
    },
    sleep: async (ms: number) => {
      sleeps.push(ms)
      now += ms
    },
  }
}
