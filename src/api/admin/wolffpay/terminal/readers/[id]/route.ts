import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { existingReader } from "../../../../../../workflows/manage-readers/existing-reader"
import { changeReader, removeReader } from "../../../../../../workflows/manage-readers/save-reader"
import { answerOrRefuse } from "../../answer-or-refuse"
import type { ChangeReaderBody } from "../../reader-validators"
import { viewReader } from "../../reader-view"

export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { id = "" } = req.params
  res.json({ reader: viewReader(await existingReader(req.scope, id)) })
}

/** 409 while a sale holds it. */
export async function POST(
  req: AuthenticatedMedusaRequest<ChangeReaderBody>,
  res: MedusaResponse
): Promise<void> {
  const { id = "" } = req.params
  await answerOrRefuse(res, async () => ({
    reader: viewReader(await changeReader(req.scope, id, req.validatedBody)),
  }))
}

/** 409 while a sale holds it. Earlier sales keep the name that it had. */
export async function DELETE(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { id = "" } = req.params
  await answerOrRefuse(res, async () => {
    await removeReader(req.scope, id)
    return { id, object: "terminal_reader", deleted: true }
  })
}
