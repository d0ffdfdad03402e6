import { describeError } from "../../modules/wolffpay/describe-error"

/** The first error of a workflow run in words; undefined when it went well. */
export function problemOf(errors: readonly { error?: unknown }[] | undefined): string | undefined {
  const first = errors?.[0]
  return first ? describeError(first) : undefined
}
