import {
  startBillinkSandbox,
  type BillinkSandbox,
  type BillinkSandboxOptions,
} from "../../sandbox/billink"

export const BILLINK_TOKEN = "billink-token-of-the-tests-0123456789"

/** Milliseconds: Billink's own patience would outlast every test. */
const RETRY_SCHEDULE = [100, 200, 400]

export function startBillink(options: BillinkSandboxOptions = {}): Promise<BillinkSandbox> {
  return startBillinkSandbox({ retrySchedule: RETRY_SCHEDULE, ...options })
}

/** What the merchant's Medusa has to know to talk to this sandbox. `publicUrl` is where Medusa itself is reached. */
export function billinkEnvironment(
  { username, id, url }: BillinkSandbox,
  { storefrontUrl, publicUrl }: { storefrontUrl: string; publicUrl: string }
): Record<string, string> {
  return {
    BILLINK_USERNAME: username,
    BILLINK_ID: id,
    BILLINK_BASE_URL: url,
    BILLINK_WEBHOOK_TOKEN: BILLINK_TOKEN,
    BILLINK_STOREFRONT_URL: storefrontUrl,
    BILLINK_REQUESTS_PER_MINUTE: "1000",
    WOLFFPAY_PUBLIC_URL: publicUrl,
  }
}

/** Billink sends its classic webhooks to this Medusa from now on. */
export async function sendBillinkWebhooks({ control }: BillinkSandbox, medusaUrl: string) {
  await control.settings({
    sessionWebhookUrl: `${medusaUrl}/hooks/billink/${BILLINK_TOKEN}/session`,
    orderWebhookUrl: `${medusaUrl}/hooks/billink/${BILLINK_TOKEN}/order`,
  })
}
