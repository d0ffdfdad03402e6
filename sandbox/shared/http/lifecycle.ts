import type { Server } from "node:http"

export function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, host, () => {
      server.off("error", reject)
      resolve()
    })
  })
}

/** An address that one can open: a server on all interfaces is reached by 127.0.0.1. */
export function urlHost(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1"
  return host.includes(":") ? `[${host}]` : host
}

export interface Stoppable {
  readonly scheduler: { close(): void }
  readonly webhooks: { close(): void }
  commit(): Promise<void>
}

export function stop(server: Server, { scheduler, webhooks }: Stoppable): void {
  scheduler.close()
  webhooks.close()
  server.closeAllConnections()
}

/** Stops everything at once, and resolves when what was done is saved. */
export async function close(server: Server, running: Stoppable): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  stop(server, running)
  await closed
  await running.commit()
}
