/** How long each step of a server takes. */
export const LATENCY_MS = 40

/** A server of the shop; once it is dead nothing that it waits for ever comes back. */
export class SimulatedProcess {
  private stepsToLive = Infinity

  /** Dies at one of its next steps: before its effect, or after it. */
  dieAfter(steps: number): void {
    this.stepsToLive = steps
  }

  async step<T>(sleep: (ms: number) => Promise<void>, work: () => Promise<T> | T): Promise<T> {
    await this.breathe()
    await sleep(LATENCY_MS)
    await this.breathe()
    const result = await work()
    await this.breathe()
    return result
  }

  private async breathe(): Promise<void> {
    if (this.stepsToLive <= 0) {
      await new Promise(() => undefined)
    }
    this.stepsToLive -= 1
  }
}
