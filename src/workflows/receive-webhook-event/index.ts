import {
  createStep,
  createWorkflow,
  StepResponse,
  type WorkflowData,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { pluginService } from "../plugin-service"
import { giveUp } from "./give-up"
import { processEvent } from "./process-event"
import { nextTrySeconds } from "./retry-schedule"
import { describeError, isNamed } from "../../modules/wolffpay/describe-error"

export type ReceiveWebhookEventInput = {
  /** Id of the inbox row (`wpevt_…`). */
  id: string
}

/** Nothing is wrong with an event that finds this minute's calls used up. */
const BUDGET_PAUSE_SECONDS = 30

const receiveWebhookEventStep = createStep(
  "wolffpay-receive-webhook-event-step",
  async ({ id }: ReceiveWebhookEventInput, { container }) => {
    const service = pluginService(container)
    const event = await service.events.claim(id)
    if (!event) {
      return new StepResponse({ claimed: false })
    }
    try {
      const result = await processEvent(container, event)
      if ("close" in result) {
        await service.events.close(id, result.close, result.outcome)
      } else {
        const seconds = result.seconds ?? nextTrySeconds(event.attempts)
        if (seconds === undefined) {
          await giveUp(container, event, result.problem)
        } else {
          await service.events.retryLater(id, seconds, result.problem)
        }
      }
    } catch (error) {
      const problem = describeError(error)
      if (isNamed(error, "BudgetExhaustedError")) {
        await service.events.postpone(id, BUDGET_PAUSE_SECONDS, problem)
        return new StepResponse({ claimed: true })
      }
      service.logger.error(
        `WolffPay event ${id} (${event.event_type}) failed, try ${event.attempts}: ${problem}`
      )
      const seconds = nextTrySeconds(event.attempts)
      if (seconds === undefined) {
        await giveUp(container, event, problem)
      } else {
        await service.events.retryLater(id, seconds, problem)
      }
    }
    return new StepResponse({ claimed: true })
  }
)

/** Works through one event of the inbox. Whoever claims it does it; every effect is safe to repeat. */
export const receiveWebhookEventWorkflow = createWorkflow(
  "wolffpay-receive-webhook-event",
  (input: WorkflowData<ReceiveWebhookEventInput>) =>
    new WorkflowResponse(receiveWebhookEventStep(input))
)
