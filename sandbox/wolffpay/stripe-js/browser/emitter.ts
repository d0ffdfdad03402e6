export type Listener = (event: unknown) => void

/** on, once and off, as Stripe's elements have them. */
export class Emitter {
  private readonly listeners = new Map<string, Map<Listener, Listener>>()

  add(name: string, listener: Listener, once = false): void {
    const all = this.listeners.get(name) ?? new Map<Listener, Listener>()
    const run: Listener = once
      ? (event) => {
          all.delete(listener)
          listener(event)
        }
      : listener
    all.set(listener, run)
    this.listeners.set(name, all)
  }

  remove(name: string, listener?: Listener): void {
    if (listener) this.listeners.get(name)?.delete(listener)
    else this.listeners.delete(name)
  }

  has(name: string): boolean {
    return (this.listeners.get(name)?.size ?? 0) > 0
  }

  emit(name: string, event: unknown): void {
    for (const run of [...(this.listeners.get(name)?.values() ?? [])]) run(event)
  }
}
