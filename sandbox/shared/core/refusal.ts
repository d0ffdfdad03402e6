/**
 * A request that the sandbox refuses. `message` is the text of the answer.
 * `rule` names the documented fact that was broken: only refusals with a rule are listed as violations,
 * because a 404 or a lost race is not the caller's mistake.
 */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly rule?: string,
    readonly headers: Readonly<Record<string, string>> = {}
  ) {
    super(message)
    this.name = "Refusal"
  }
}
