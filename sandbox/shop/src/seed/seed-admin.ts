import type { IAuthModuleService, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createUserAccountWorkflow, setAuthAppMetadataWorkflow } from "@medusajs/medusa/core-flows"

/** Someone who may log in to the admin. Made in three writes; each is repeated only when it is missing. */
export async function seedAdmin(container: MedusaContainer, email: string, password: string) {
  const auth: IAuthModuleService = container.resolve(Modules.AUTH)
  const known = await auth.listAuthIdentities({
    provider_identities: { entity_id: email, provider: "emailpass" },
  })
  const registered = known[0] ?? (await register(auth, email, password))
  if (registered.app_metadata?.user_id) {
    return
  }
  const [user] = await container.resolve(Modules.USER).listUsers({ email })
  if (user) {
    await setAuthAppMetadataWorkflow(container).run({
      input: { authIdentityId: registered.id, actorType: "user", value: user.id },
    })
    return
  }
  const userData = { email, first_name: "Demo", last_name: "Beheer" }
  await createUserAccountWorkflow(container).run({
    input: { authIdentityId: registered.id, userData },
  })
}

async function register(auth: IAuthModuleService, email: string, password: string) {
  const { authIdentity, error } = await auth.register("emailpass", { body: { email, password } })
  if (!authIdentity) {
    throw new Error(`The admin user cannot be registered: ${error}`)
  }
  return authIdentity
}
