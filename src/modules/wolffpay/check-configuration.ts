import type { ConfigModule, LoaderOptions, Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { parseOptions } from "./options"

const PACKAGE = "medusa-plugin-wolffpay"
/** Makes Medusa's id `pp_wolffpay_wolffpay`. */
const PROVIDER_ENTRY_ID = "wolffpay"
/** Makes Medusa's id `pp_billink_billink`. */
const BILLINK_ENTRY_ID = "billink"

/**
 * Runs while Medusa boots. Throws one error with one sentence per problem, so that a shop never starts half configured.
 */
export default async function checkConfiguration({
  container,
  options,
}: LoaderOptions): Promise<void> {
  const config = container.resolve<ConfigModule>(ContainerRegistrationKeys.CONFIG_MODULE)
  const logger = container.resolve<Logger>(ContainerRegistrationKeys.LOGGER)
  const listing = readPaymentListing(config?.modules)
  const { options: parsed, problems } = parseOptions(options ?? {}, process.env, listing)
  if ((listing.wolffpay || listing.billink) && !listing.injected) {
    const provider = listing.wolffpay ? "WolffPay" : "Billink"
    problems.push(
      `The payment module lists the ${provider} provider, so it also needs dependencies: ["wolffpay"].`
    )
  }
  if (listing.billink && listing.billinkId !== BILLINK_ENTRY_ID) {
    problems.push(
      `The payment module lists the Billink provider with another id than "${BILLINK_ENTRY_ID}": Medusa would know it under a name that this plugin does not.`
    )
  }
  if (listing.wolffpay && listing.id !== PROVIDER_ENTRY_ID) {
    problems.push(
      `The payment module lists the WolffPay provider with another id than "${PROVIDER_ENTRY_ID}": Medusa would know it under a name that this plugin does not.`
    )
  }
  if (problems.length > 0) {
    throw new Error(`${PACKAGE}:\n${problems.map((p) => `- ${p}`).join("\n")}`)
  }
  if (process.env.NODE_ENV !== "production") {
    return
  }
  if (parsed.wolffpay?.apiKey.startsWith("wp_test_")) {
    logger.warn(
      `${PACKAGE}: NODE_ENV is production but wolffpay.apiKey is a test key: no real money will be taken.`
    )
  }
  if (parsed.billink?.environment === "staging") {
    logger.warn(
      `${PACKAGE}: NODE_ENV is production but billink.environment is staging: no order will be billed.`
    )
  }
}

export type PaymentListing = {
  /** Whether the payment module's configuration lists our provider. */
  wolffpay: boolean
  /** The id it is listed with. */
  id: unknown
  /** Whether it lists the Billink provider, and with which id. */
  billink?: boolean
  billinkId?: unknown
  /** Whether our module is injected into the payment module. */
  injected: boolean
}

export function readPaymentListing(modules: unknown): PaymentListing {
  const declarations = isRecord(modules) ? Object.values(modules) : []
  for (const declaration of declarations) {
    if (!isRecord(declaration) || !isRecord(declaration.options)) {
      continue
    }
    const { providers } = declaration.options
    const find = (name: string): Record<string, unknown> | undefined =>
      Array.isArray(providers)
        ? providers.filter(isRecord).find((provider) => isOurs(provider.resolve, name))
        : undefined
    const online = find("wolffpay")
    const billink = find("billink")
    if (online || billink) {
      const { dependencies } = declaration
      return {
        wolffpay: online !== undefined,
        id: online?.id,
        ...(billink ? { billink: true, billinkId: billink.id } : {}),
        injected: Array.isArray(dependencies) && dependencies.includes("wolffpay"),
      }
    }
  }
  return { wolffpay: false, id: undefined, injected: false }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null
}

/** By the package's name, or by a path to it in a monorepo. */
function isOurs(resolve: unknown, name: string): boolean {
  return (
    typeof resolve === "string" &&
    new RegExp(`(^|[\\\\/])providers[\\\\/]${name}([\\\\/]|$)`).test(resolve)
  )
}
