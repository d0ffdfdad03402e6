/** A look at a payment that has less time than this is no use: what is not known by then stays unknown. In ms. */
export const LEAST_LOOK_MS = 200
