import type { ConfigModule, LoaderOptions, Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { parseOptions } from "./options"

const PACKAGE = "medusa-plugin-wolffpay"
/** Makes Medusa's id `pp_wolffpay_wolffpay`. */
const PROVIDER_ENTRY_ID = "wolffpay"

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
  const { options: parsed, problems } = parseOptions(options ?? {}, process.env, listing.wolffpay)
  if (listing.wolffpay && !listing.injected) {
    problems.push(
      'The payment module lists the WolffPay provider, so it also needs dependencies: ["wolffpay"].'
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
  if (process.env.NODE_ENV === "production" && parsed.wolffpay?.apiKey.startsWith("wp_test_")) {
    logger.warn(
      `${PACKAGE}: NODE_ENV is production but wolffpay.apiKey is a test key: no real money will be taken.`
    )
  }
}

export type PaymentListing = {
  /** Whether the payment module's configuration lists our provider. */
  wolffpay: boolean
  /** The id it is listed with. */
  id: unknown
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
    const ours: unknown = Array.isArray(providers)
      ? providers.find((provider) => isRecord(provider) && isOurs(provider.resolve))
      : undefined
    if (isRecord(ours)) {
      const { dependencies } = declaration
      return {
        wolffpay: true,
        id: ours.id,
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
function isOurs(resolve: unknown): boolean {
  return typeof resolve === "string" && /(^|[\\/])providers[\\/]wolffpay([\\/]|$)/.test(resolve)
}
