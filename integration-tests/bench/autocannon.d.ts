/** The part of autocannon that the benchmarks use; the package brings no types. */
declare module "autocannon" {
  interface Request {
    method: string
    path: string
    body?: string
    headers?: Record<string, string>
    setupRequest?: (request: Request) => Request
  }

  interface Result {
    non2xx: number
    errors: number
    /** Seconds. */
    duration: number
  }

  interface Run extends PromiseLike<Result> {
    on(
      event: "response",
      listener: (client: unknown, status: number, bytes: number, milliseconds: number) => void
    ): void
  }

  export default function autocannon(options: {
    url: string
    connections: number
    duration: number
    requests: Request[]
  }): Run
}
