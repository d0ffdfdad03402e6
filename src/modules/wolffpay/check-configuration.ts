import type { ConfigModule, LoaderOptions, Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { parseOptions } from "./options"

const PACKAGE = "medusa-plugin-wolffpay"

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
  if (problems.length > 0) {
    throw new Error(`${PACKAGE}:\n${problems.map((p) => `- ${p}`).join("\n")}`)
  }
  if (process.env.NODE_ENV === "production" && parsed.wolffpay?.apiKey.startsWith("wp_test_")) {
    logger.warn(
      `${PACKAGE}: NODE_ENV is production but wolffpay.apiKey is a test key: no real money will be taken.`
    )
  }
}

/** Whether the payment module's configuration lists our provider, and whether our module is injected into it. */
export function readPaymentListing(modules: unknown): {
  wolffpay: boolean
  injected: boolean
} {
  const declarations = isRecord(modules) ? Object.values(modules) : []
  for (const declaration of declarations) {
    if (!isRecord(declaration) || !isRecord(declaration.options)) {
      continue
    }
    const providers = declaration.options.providers
    if (
      Array.isArray(providers) &&
      providers.some(
        (provider) => isRecord(provider) && isOurs(provider.resolve)
      )
    ) {
      const dependencies = declaration.dependencies
      return {
        wolffpay: true,
        injected: Array.isArray(dependencies) && dependencies.includes("wolffpay"),
      }
    }
  }
  return { wolffpay: false, injected: false }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null
}

/** By the package's name, or by a path to it in a monorepo. */
function isOurs(resolve: unknown): boolean {
  return typeof resolve === "string" && /(^|[\\/])providers[\\/]wolffpay([\\/]|$)/.test(resolve)
}
