import request from "supertest"
import type { Started } from "./support"
import { start } from "./support"

const KEYS = { key: "pk_test_sandbox", stripeAccount: "acct_sandbox_test" }
export const RETURN = "https://shop.example/klaar?cart=7"

export const call = ({ url }: Started, name: string, body: object) =>
  request(url)
    .post(`/sandbox/stripe/${name}`)
    .send({ ...KEYS, ...body })

/** A payment that the stand-in has confirmed once; `attempt` names its last attempt. */
export async function confirmed(paymentMethod: string, more: object = {}, order: object = {}) {
  const sandbox = await start()
  const { id, clientSecret } = await sandbox.payment(order)
  const answer = await call(sandbox, "confirm", { clientSecret, paymentMethod, ...more })
  const attempt = () => sandbox.control.payment(id).attempt?.id ?? ""
  return { sandbox, id, clientSecret, answer, attempt }
}
