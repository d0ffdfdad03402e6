export const LOOK_AGAIN_MS = 3_000
/** Together a few minutes: a payment that takes longer takes days, and shows when the page is opened again. */
export const MOST_LOOKS = 60

/** What to do when it is time to look again at an order whose payment is on its way. */
export function nextLook(looks: number, isHidden: boolean): "look" | "wait" | "stop" {
  if (looks >= MOST_LOOKS) {
    return "stop"
  }
  return isHidden ? "wait" : "look"
}
