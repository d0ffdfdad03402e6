import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { receive } from "../../receive"

export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  await receive("session", req, res)
}
