import type WolffPayModuleService from "./service"

/** The job runs every 30 seconds; a run that asks WolffPay about many payments may take a minute or two. */
const LATE_MS = 3 * 60 * 1000

/** How the plugin fares, all processes together. Dates are ISO 8601; nothing in it is secret. */
export type WolffPayStatus = {
  mode: "test" | "live"
  webhooks: {
    last_received_at: string | null
    refused: { count: number; last_at: string | null; last_reason: string | null }
  }
  job: {
    last_run_at: string | null
    is_late: boolean
    last_error: string | null
    last_error_at: string | null
  }
  inbox: { open: number; oldest_age_seconds: number | null }
  attention: { open: number }
}

export async function readStatus(
  service: WolffPayModuleService,
  now = Date.now()
): Promise<WolffPayStatus> {
  const [{ refused, job }, inbox, attention] = await Promise.all([
    service.health.read(),
    service.events.summary(),
    service.attentions.countOpen(),
  ])
  return {
    mode: service.wolffPay.client.live ? "live" : "test",
    webhooks: {
      last_received_at: iso(inbox.last_received_at),
      refused: {
        count: refused?.count ?? 0,
        last_at: iso(refused?.last_at),
        last_reason: refused?.last_problem ?? null,
      },
    },
    job: {
      last_run_at: iso(job?.last_at),
      is_late: !job?.last_at || now - job.last_at.getTime() > LATE_MS,
      last_error: job?.last_problem ?? null,
      last_error_at: iso(job?.last_problem_at),
    },
    inbox: {
      open: inbox.open,
      oldest_age_seconds: inbox.oldest_age_seconds,
    },
    attention: { open: attention },
  }
}

function iso(date: Date | null | undefined): string | null {
  return date?.toISOString() ?? null
}
