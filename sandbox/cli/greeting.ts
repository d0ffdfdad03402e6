import type { BillinkSandbox } from "../billink"
import type { WolffPaySandbox } from "../wolffpay"

export function wolffpayGreeting(sandbox: WolffPaySandbox, stateFile: string | undefined): string {
  const { settings, readers } = sandbox.control.state()
  const { webhookUrl } = settings
  const events = webhookUrl ?? "nowhere yet: give --webhook-url, or set it through the switchboard"
  return `WolffPay sandbox: ${sandbox.url} (open it in a browser)
Webhooks go to: ${events}
Card readers: ${sandbox.url}/sandbox/readers (${readers.map(({ id }) => id).join(", ")})
State: ${stateFile ?? "in memory"}

For your .env:
WOLFFPAY_BASE_URL=${sandbox.url}
WOLFFPAY_API_KEY=${sandbox.apiKey}
WOLFFPAY_WEBHOOK_SECRET=${sandbox.webhookSecret}
`
}

export function billinkGreeting(sandbox: BillinkSandbox, stateFile: string | undefined): string {
  const { settings } = sandbox.control.state()
  const url = settings.orderWebhookV3Url ?? settings.orderWebhookUrl
  const token = /\/hooks\/billink\/([^/]+)\/order$/.exec(url ?? "")?.[1]
  const lines = [
    `BILLINK_BASE_URL=${sandbox.url}`,
    `BILLINK_USERNAME=${sandbox.username}`,
    `BILLINK_ID=${sandbox.id}`,
    ...(token === undefined ? [] : [`BILLINK_WEBHOOK_TOKEN=${token}`]),
    ...(settings.webhookSecret === null
      ? []
      : [`BILLINK_WEBHOOK_SECRET=${settings.webhookSecret}`]),
  ]
  return `
Billink sandbox: ${sandbox.url} (open it in a browser)
Webhooks go to: ${url?.replace(/order$/, "…") ?? "nowhere yet: give --billink-webhook-url, or set them through the switchboard"}
State: ${stateFile ?? "in memory"}

For your .env:
${lines.join("\n")}
`
}
