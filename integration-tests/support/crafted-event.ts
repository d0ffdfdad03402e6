interface EventParts {
  event?: string
  data?: Record<string, unknown>
}

interface Session {
  id: string
  data: Record<string, unknown>
}

/** The event that WolffPay would send about this session's payment (W31), as far as the test does not say otherwise. */
export function eventAbout(session: Session, { event, data }: EventParts = {}) {
  return {
    event: event ?? "payment.succeeded",
    data: {
      id: session.data.id,
      amount: session.data.amount,
      currency: session.data.currency,
      description: `Payment ${session.id}`,
      status: "succeeded",
      metadata: { session_id: session.id },
      ...data,
    },
    timestamp: new Date().toISOString(),
  }
}
