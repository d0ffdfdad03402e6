import { type Database, rows } from "./database"

export type HealthRow = {
  id: string
  count: number
  last_at: Date | null
  last_problem: string | null
  last_problem_at: Date | null
}

const REFUSED = "refused_webhooks"
const JOB = "job"
const MAX_TEXT = 500

/** How the plugin's own parts fare, for all processes together. */
export class HealthTable {
  constructor(private readonly database: Database) {}

  async noteRefused(count: number, problem: string): Promise<void> {
    await this.note(REFUSED, count, problem)
  }

  /** One run of the job; with what went wrong, if anything. */
  async noteRun(problem: string | undefined): Promise<void> {
    await this.note(JOB, 1, problem)
  }

  async read(): Promise<{ refused: HealthRow | undefined; job: HealthRow | undefined }> {
    const found = await rows<HealthRow>(this.database, `SELECT * FROM wolffpay_health`)
    return {
      refused: found.find(({ id }) => id === REFUSED),
      job: found.find(({ id }) => id === JOB),
    }
  }

  private async note(id: string, count: number, problem: string | undefined): Promise<void> {
    const text = problem?.replaceAll("\u0000", "").slice(0, MAX_TEXT) ?? null
    await this.database.raw(
      `INSERT INTO wolffpay_health AS health (id, count, last_at, last_problem, last_problem_at)
       VALUES (?, ?, now(), ?::text, CASE WHEN ?::text IS NULL THEN NULL ELSE now() END)
       ON CONFLICT (id) DO UPDATE SET count = health.count + excluded.count, last_at = now(), updated_at = now(),
         last_problem = coalesce(excluded.last_problem, health.last_problem),
         last_problem_at = coalesce(excluded.last_problem_at, health.last_problem_at)`,
      [id, count, text, text]
    )
  }
}
