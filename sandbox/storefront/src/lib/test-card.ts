/** Stripe's own number for a card that always pays. */
export const TEST_CARD = "4242 4242 4242 4242"
