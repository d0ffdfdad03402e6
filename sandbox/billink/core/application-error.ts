import { Refusal } from "../../shared/core/refusal"

/** A refusal with one of Billink's application codes: HTTP 200 on the order endpoints (2.14), 409 at the switchboard. */
export class ApplicationError extends Refusal {
  constructor(
    readonly code: string,
    description: string,
    rule?: string
  ) {
    super(409, description, rule)
    this.name = "ApplicationError"
  }
}

/** A form that create-session refuses: every problem at once, in one text (2.1). */
export class FormError extends Refusal {
  constructor(readonly problems: readonly string[]) {
    super(400, problems.join("\n"), "2.1")
    this.name = "FormError"
  }
}
