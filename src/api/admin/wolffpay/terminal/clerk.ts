import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import { Modules } from "@medusajs/framework/utils"
import { API_KEY_CLERK } from "../../../../modules/wolffpay/terminal/clerk-name"
import type { Clerk } from "../../../../workflows/start-terminal-sale/start-sale"

/** Who is at the till, as the sale records it. */
export async function clerkOf(req: AuthenticatedMedusaRequest): Promise<Clerk> {
  const id = req.auth_context.actor_id
  if (req.auth_context.actor_type !== "user") {
    return { id, name: API_KEY_CLERK }
  }
  const [user] = await req.scope.resolve(Modules.USER).listUsers({ id }, { take: 1 })
  const name = [user?.first_name, user?.last_name].filter(Boolean).join(" ")
  return { id, name: name || (user?.email ?? id) }
}
