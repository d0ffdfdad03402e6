/** What Medusa's documentation asks for where more than one process serves a shop. */
export function redisModules(redisUrl: string) {
  const locking = {
    resolve: "@medusajs/medusa/locking-redis",
    id: "locking-redis",
    is_default: true,
    options: { redisUrl },
  }
  const caching = {
    resolve: "@medusajs/caching-redis",
    id: "caching-redis",
    is_default: true,
    options: { redisUrl },
  }
  return [
    { resolve: "@medusajs/medusa/event-bus-redis", options: { redisUrl } },
    { resolve: "@medusajs/medusa/workflow-engine-redis", options: { redis: { redisUrl } } },
    { resolve: "@medusajs/medusa/locking", options: { providers: [locking] } },
    { resolve: "@medusajs/medusa/caching", options: { providers: [caching] } },
  ]
}
