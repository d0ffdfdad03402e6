export interface Counted {
  /** How often the rule applies; 1 when absent. */
  times?: number | "always"
}

export type Active<Rule extends Counted> = Rule & { id: string; left: number | "always" }

/** The faults that are ordered, in the order of their arrival. The first that fits is used up. */
export class FaultList<Rule extends Counted> {
  private rules: Active<Rule>[] = []

  constructor(private readonly newId: () => string) {}

  add(rule: Rule): Active<Rule> {
    const active = { ...rule, id: this.newId(), left: rule.times ?? 1 }
    this.rules.push(active)
    return active
  }

  list(): Active<Rule>[] {
    return [...this.rules]
  }

  clear(): void {
    this.rules = []
  }

  /** Uses the first rule for which `pick` gives something, and gives that. */
  protected take<T extends Rule>(pick: (rule: Rule) => T | undefined): T | undefined {
    for (const rule of this.rules) {
      const found = pick(rule)
      if (!found) continue
      if (rule.left !== "always") rule.left -= 1
      this.rules = this.rules.filter((one) => one.left === "always" || one.left > 0)
      return found
    }
    return undefined
  }
}
