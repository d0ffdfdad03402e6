"use client"

import { useCheckout, useWolffPay } from "./context"

/** The plainest way to say what is wrong. */
export function ProblemNote() {
  const { problem, retry } = useCheckout()
  const { words } = useWolffPay()
  return (
    <div role="alert">
      <p>{problem?.message}</p>
      {problem?.code !== "cart_already_paid" && (
        <button type="button" onClick={retry}>
          {words().retry}
        </button>
      )}
    </div>
  )
}
