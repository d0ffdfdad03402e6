import { type BillinkCaller, call, type CallOptions } from "./call"
import { BillinkInvalidInputError } from "./errors"

/**
 * 2.12. A new secret for both v3 webhooks. It is told only here, and the old one presumably ends at once (7.6).
 * The value is a credential: hand it to the merchant and nowhere else.
 */
export async function generateWebhookSecret(
  caller: BillinkCaller,
  options: CallOptions
): Promise<string> {
  return await call<string>(
    caller,
    {
      path: caller.adapter.paths.generateWebhookSecret,
      json: credentialsOf(caller),
      reads: false,
      scope: "session",
      read: ({ body, verdict }) =>
        verdict !== "error" && typeof body.secret === "string" && body.secret !== ""
          ? { ok: true, value: body.secret }
          : { ok: false, problem: "no secret" },
    },
    options
  )
}

/** 2.12. Where Billink sends v3 webhooks of one kind; replaces what was set before. */
export async function setWebhook(
  caller: BillinkCaller,
  kind: "order" | "session",
  url: string,
  options: CallOptions
): Promise<void> {
  const { setOrderWebhook, setSessionWebhook } = caller.adapter.paths
  const path = kind === "order" ? setOrderWebhook : setSessionWebhook
  if (!URL.canParse(url) || new URL(url).protocol !== "https:") {
    throw new BillinkInvalidInputError({ path, field: "url", limit: "must be an https address" })
  }
  await call<true>(
    caller,
    {
      path,
      json: { ...credentialsOf(caller), url },
      reads: false,
      scope: "session",
      read: ({ verdict }) =>
        verdict === "ok" ? { ok: true, value: true } : { ok: false, problem: "no success" },
    },
    options
  )
}

function credentialsOf({ credentials }: BillinkCaller): Record<string, string> {
  return { billinkUsername: credentials.username, billinkID: credentials.id }
}
