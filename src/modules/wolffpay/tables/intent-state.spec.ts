import fc from "fast-check"
import { INTENT_STATES, type IntentState, stateOfStatus, statesBefore } from "./intent-state"

const anyState = fc.constantFrom(...INTENT_STATES)
const advance = (from: IntentState, to: IntentState): IntentState =>
  statesBefore(to).includes(from) ? to : from

describe("The order of an intent's states (contract 4.2)", () => {
  it("never leaves succeeded, whatever is seen later and in any order", () => {
    fc.assert(
      fc.property(fc.array(anyState), fc.array(anyState), (before, after) => {
        const paid = [...before, "succeeded" as const].reduce(advance, "creating" as IntentState)
        expect(paid).toBe("succeeded")
        expect(after.reduce(advance, paid)).toBe("succeeded")
      })
    )
  })

  it("never goes back to a state it has left", () => {
    fc.assert(
      fc.property(fc.array(anyState), (seen) => {
        const path = seen.reduce<IntentState[]>(
          (states, next) => [...states, advance(states.at(-1) ?? "creating", next)],
          ["creating"]
        )
        const changes = path.filter((state, index) => state !== path[index - 1])
        expect(new Set(changes).size).toBe(changes.length)
      })
    )
  })

  it("ends the same in whatever order the same things are seen", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(
          fc.constantFrom<IntentState>("open", "processing", "authorized", "canceled", "succeeded")
        ),
        (seen) => {
          const end = (states: IntentState[]) => states.reduce(advance, "creating" as IntentState)
          expect(end(seen)).toBe(end([...seen].reverse()))
          expect(end(seen)).toBe(end([...seen].sort()))
        }
      )
    )
  })

  it("takes nothing back from canceled but money that came in after all", () => {
    for (const state of INTENT_STATES) {
      expect(advance("canceled", state)).toBe(state === "succeeded" ? "succeeded" : "canceled")
    }
  })
})

describe("stateOfStatus (W18)", () => {
  it.each([
    ["requires_payment_method", "open"],
    ["requires_confirmation", "open"],
    ["requires_action", "open"],
    ["processing", "processing"],
    ["requires_capture", "authorized"],
    ["succeeded", "succeeded"],
    ["canceled", "canceled"],
  ])("%s is %s", (status, state) => {
    expect(stateOfStatus(status)).toBe(state)
  })

  it.each(["", "SUCCEEDED", "failed", "succeeded ", "constructor", "__proto__"])(
    "%j is unknown, never paid",
    (status) => {
      expect(stateOfStatus(status)).toBeUndefined()
    }
  )
})
