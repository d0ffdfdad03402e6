import { completeCartWorkflow } from "@medusajs/medusa/core-flows"

type Hook = (handler: () => Promise<void>) => void

/**
 * Something that stands in the way of an order after its payment is booked: the moment at which core refunds by itself.
 * Core's types do not name the hook.
 */
export function orderObstacle() {
  const obstacle = { problem: undefined as string | undefined }
  const onOrderCreated = Reflect.get(completeCartWorkflow.hooks, "orderCreated") as Hook
  onOrderCreated(async () => {
    if (obstacle.problem) {
      throw new Error(obstacle.problem)
    }
  })
  return obstacle
}
