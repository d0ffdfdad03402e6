/// <reference lib="dom" />

// The shop's page may be of any origin; it learns no more than that there is something to look at.
if (document.body.dataset["done"] !== undefined) window.parent.postMessage("done", "*")

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return
  document.querySelector<HTMLButtonElement>('button[value="cancel"]')?.click()
})
document.querySelector<HTMLButtonElement>("button")?.focus()
