import { benchArrival } from "./arrival"
import { benchCalls } from "./calls"
import { benchCheckout } from "./checkout"
import { benchMemory } from "./memory"
import { benchWebhook } from "./webhook"

const BENCHES: Record<string, (options: { quick: boolean }) => Promise<void>> = {
  webhook: benchWebhook,
  arrival: benchArrival,
  checkout: benchCheckout,
  calls: benchCalls,
  memory: benchMemory,
}

async function run() {
  const args = process.argv.slice(2)
  const quick = args.includes("--quick")
  const names = args.filter((argument) => argument !== "--quick")
  const unknown = names.filter((name) => !(name in BENCHES))
  if (unknown.length > 0) {
    throw new Error(
      `No benchmark ${unknown.join(", ")}. There are: ${Object.keys(BENCHES).join(", ")}`
    )
  }
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (names.length === 0 || names.includes(name)) {
      await bench({ quick })
    }
  }
}

run().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error)
    process.exit(1)
  }
)
