import type { IAuthModuleService } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createUserAccountWorkflow } from "@medusajs/medusa/core-flows"
import { describeBillinkShop } from "../support/billink-shop"
import { Counter } from "../support/counter"
import { one } from "../support/one"
import { waitUntil } from "../support/wait"

const ADMIN = "/admin/wolffpay"
const ROOT = "/terminal"
const READER = "wolffpay_terminal_reader"
const SALE = "wolffpay_terminal_sale"
/** What Medusa's own refund asks for; Medusa 2.21 lists no such policy, a shop adds it (POST /admin/rbac/policies). */
const REFUND = { key: "refund:create", resource: "refund", operation: "create" }
const CLERK = [`${READER}:read`, `${SALE}:read`, `${SALE}:create`, `${SALE}:update`]

/** The part of Medusa's module of roles that a test needs. */
interface Roles {
  createRbacPolicies(
    policies: { key: string; resource: string; operation: string }[]
  ): Promise<{ id: string }[]>
  createRbacRoles(roles: { name: string }[]): Promise<{ id: string }[]>
  createRbacRolePolicies(ties: { role_id: string; policy_id: string }[]): Promise<unknown>
  listRbacPolicies(
    filter: object,
    config?: object
  ): Promise<{ id: string; key: string; description: string }[]>
}

describeBillinkShop(
  "Role based access control",
  (suite) => {
    const roles = () => suite.container.resolve<Roles>(Modules.RBAC)
    let users = 0

    /** Somebody who may do this and nothing else, signed in. */
    async function person(keys: string[]) {
      const { container, api } = suite
      users += 1
      const [email, password] = [`person-${users}@example.com`, "supersecret"]
      const auth: IAuthModuleService = container.resolve(Modules.AUTH)
      const { authIdentity } = await auth.register("emailpass", { body: { email, password } })
      const { result: user } = await createUserAccountWorkflow.run({
        container,
        input: { authIdentityId: authIdentity?.id ?? "", userData: { email } },
      })
      const role = one(await roles().createRbacRoles([{ name: `Role ${users}` }]))
      const policies = await roles().listRbacPolicies({ key: keys })
      expect(policies.map(({ key }) => key).sort()).toEqual([...keys].sort())
      await roles().createRbacRolePolicies(
        policies.map(({ id }) => ({ role_id: role.id, policy_id: id }))
      )
      await container.resolve(ContainerRegistrationKeys.LINK).create({
        [Modules.USER]: { user_id: user.id },
        [Modules.RBAC]: { rbac_role_id: role.id },
      })
      const { data } = await api.post("/auth/user/emailpass", { email, password })
      const headers = { authorization: `Bearer ${data.token}` }
      return (method: string, path: string, body?: object) =>
        api.request({
          method,
          url: `${ADMIN}${path}`,
          data: body,
          headers,
          validateStatus: () => true,
        })
    }

    it("lists its policies among Medusa's, with a description for whoever makes roles", async () => {
      // Not imported from the plugin: reading its file would register them by itself.
      const keys = [
        ...["read", "create", "update", "delete"].map((operation) => `${READER}:${operation}`),
        ...["read", "create", "update", "refund"].map((operation) => `${SALE}:${operation}`),
      ]
      const known = await roles().listRbacPolicies({ key: keys })
      expect(known.map(({ key }) => key).sort()).toEqual(keys.sort())
      for (const { description } of known) {
        expect(description).toMatch(/\w/)
      }
    })

    it("lets nobody in who has no role", async () => {
      const answer = await suite.shop.tryAdminGet(`${ADMIN}${ROOT}/readers`)
      expect([answer.status, answer.data.type]).toEqual([403, "forbidden"])
    })

    it("asks every route for its own policy", async () => {
      await roles().createRbacPolicies([REFUND])
      const nobody = await person([])
      const other = await person(["product:read"])
      const routes: [string, string, string][] = [
        ["get", `${ROOT}/readers`, `${READER}:read`],
        ["post", `${ROOT}/readers`, `${READER}:create`],
        ["get", `${ROOT}/readers/wptr_1`, `${READER}:read`],
        ["post", `${ROOT}/readers/wptr_1`, `${READER}:update`],
        ["delete", `${ROOT}/readers/wptr_1`, `${READER}:delete`],
        ["post", `${ROOT}/readers/wptr_1/check`, `${READER}:update`],
        ["get", `${ROOT}/articles`, `${SALE}:read`],
        ["post", `${ROOT}/connection-token`, `${SALE}:create`],
        ["get", `${ROOT}/sales`, `${SALE}:read`],
        ["post", `${ROOT}/sales`, `${SALE}:create`],
        ["get", `${ROOT}/sales/wpsale_1`, `${SALE}:read`],
        ["post", `${ROOT}/sales/wpsale_1/retry`, `${SALE}:update`],
        ["post", `${ROOT}/sales/wpsale_1/cancel`, `${SALE}:update`],
        ["post", `${ROOT}/sales/wpsale_1/collected`, `${SALE}:update`],
        ["post", `${ROOT}/sales/wpsale_1/refund`, `${SALE}:refund`],
        ["get", `${ROOT}/sales/wpsale_1/receipt`, `${SALE}:read`],
        ["post", `${ROOT}/sales/wpsale_1/receipt/email`, `${SALE}:read`],
        ["post", "/billink/invoices/WP-1/credit", REFUND.key],
        ["post", "/billink/credits/wpcredit_1/resolve", REFUND.key],
      ]
      const persons = new Map<string, Awaited<ReturnType<typeof person>>>()
      for (const [method, path, policy] of routes) {
        const body = method === "post" ? {} : undefined
        const { status, data } = await other(method, path, body)
        expect([method, path, status, data.message]).toEqual([
          method,
          path,
          403,
          `Insufficient permissions. Required policies: ${policy}`,
        ])
        expect((await nobody(method, path, body)).status).toBe(403)
        const allowed = persons.get(policy) ?? (await person([policy]))
        persons.set(policy, allowed)
        expect((await allowed(method, path, body)).status).not.toBe(403)
      }
      // The one who was allowed a token got it, and nothing else reached WolffPay.
      expect(suite.sandbox.calls).toEqual(["POST /api/v1/terminal/connection-token"])
    })

    it("lets a clerk sell and see the readers, and neither change them nor refund", async () => {
      const counter = await Counter.open(suite)
      const clerk = await person(CLERK)
      const readers = await clerk("get", `${ROOT}/readers`)
      expect(readers.data.readers).toMatchObject([{ id: counter.readerId }])
      expect((await clerk("get", `${ROOT}/articles?reader_id=${counter.readerId}`)).status).toBe(
        200
      )
      const { status, data } = await clerk("post", `${ROOT}/sales`, {
        request_id: "clerk-sale-0001",
        reader_id: counter.readerId,
        items: [{ variant_id: suite.shop.seeded.variants.tea, quantity: 1 }],
        expected_total: 1000,
      })
      expect(status).toBe(201)
      const path = `${ROOT}/sales/${data.sale.id}`
      expect((await clerk("post", `${path}/refund`, { request_id: "refund-00001" })).status).toBe(
        403
      )
      expect(
        (await clerk("post", `${ROOT}/readers/${counter.readerId}`, { name: "x" })).status
      ).toBe(403)
      expect((await clerk("post", `${path}/cancel`)).status).toBe(200)
      await waitUntil("the sale is cancelled", async () => {
        const { sale } = (await clerk("get", path)).data
        return sale.state === "canceled"
      })
    })
  },
  { env: { MEDUSA_FF_RBAC: "true" } }
)
