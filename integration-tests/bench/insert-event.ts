/** A copy of the plugin's inbox with all its indexes, for whoever only inserts. */
export const CREATE_TABLE = `create table if not exists bench_event (like wolffpay_webhook_event including all)`

const COLUMNS = "id, provider, event_key, event_type, object_id, payment_intent_id, body, state"

/** The plugin's own insert. Bindings: id, event_key, event_type, object_id, payment_intent_id, body. */
export const insertEvent = (placeholder: (position: number) => string) => `
  INSERT INTO bench_event (${COLUMNS}, deliveries, attempts, due_at)
  VALUES (${placeholder(1)}, 'wolffpay', ${placeholder(2)}, ${placeholder(3)}, ${placeholder(4)}, ${placeholder(5)},
    ${placeholder(6)}, 'received', 1, 0, now())
  ON CONFLICT (provider, event_key) WHERE deleted_at IS NULL
  DO UPDATE SET deliveries = bench_event.deliveries + 1, updated_at = now()
  RETURNING id, state, (xmax = 0) AS is_new`

interface Event {
  event: string
  data: { id: string }
}

export function bindingsOf(event: Event) {
  const { id } = event.data
  return [`bench_${id}`, id, event.event, id, id, JSON.stringify(event)]
}
