/// <reference lib="dom" />
import type { Session } from "./api"
import { call } from "./api"

/** Shows the bank's 3-D Secure step over the shop's page. Resolves once it has an answer, or was closed. */
export function showChallenge(session: Session, url: string, clientSecret: string): Promise<void> {
  return new Promise((resolve) => {
    const dialog = document.createElement("dialog")
    const frame = document.createElement("iframe")
    const title =
      session.language === "nl" ? "Bevestiging door je bank" : "Confirmation by your bank"
    dialog.setAttribute("aria-label", title)
    frame.title = title
    frame.src = url
    Object.assign(dialog.style, {
      position: "fixed",
      inset: "0",
      display: "grid",
      placeItems: "center",
      width: "100vw",
      height: "100dvh",
      maxWidth: "none",
      maxHeight: "none",
      margin: "0",
      padding: "12px",
      border: "0",
      boxSizing: "border-box",
      background: "rgba(20, 26, 38, 0.6)",
      zIndex: "2147483647",
    })
    Object.assign(frame.style, {
      border: "0",
      borderRadius: "16px",
      background: "#fff",
      colorScheme: "light",
      width: "100%",
      maxWidth: "400px",
      height: "min(350px, 100%)",
    })
    const finish = () => {
      window.removeEventListener("message", listen)
      dialog.close()
      dialog.remove()
      resolve()
    }
    const listen = (event: MessageEvent<unknown>) => {
      if (event.source === frame.contentWindow && event.origin === session.origin) finish()
    }
    window.addEventListener("message", listen)
    // Whoever closes the step has not confirmed.
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault()
      void call(session, "abandon", { clientSecret }).then(finish)
    })
    dialog.append(frame)
    document.body.append(dialog)
    dialog.showModal()
    frame.addEventListener("load", () => frame.focus())
  })
}
