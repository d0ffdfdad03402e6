/**
 * The page's own script, sent as it stands. It brings `main` up to date card by card: a card that did not change
 * is left alone, and one that did keeps the focus, what was typed and what was opened.
 */
export const SCRIPT = `"use strict"
const texts = document.body.dataset
const message = document.getElementById("message")
let connected = true
let busy = false

function say(text, bad) {
  message.className = bad ? "bad" : "good"
  message.textContent = text
}

function stateOf(card) {
  const active = card.contains(document.activeElement) ? document.activeElement : null
  return {
    focus: active && (active.dataset.path || active.dataset.field || active.tagName),
    label: active && active.getAttribute("aria-label"),
    open: [...card.querySelectorAll("details")].map((one) => one.open),
    values: [...card.querySelectorAll("[data-field]")].map((one) => [one.dataset.field, one.value]),
  }
}

function restore(card, state) {
  card.querySelectorAll("details").forEach((one, i) => { one.open = Boolean(state.open[i]) })
  for (const [field, value] of state.values) {
    const input = card.querySelector('[data-field="' + field + '"]')
    if (input) input.value = value
  }
  if (!state.focus) return
  const all = [...card.querySelectorAll("button, input, select, summary, pre")]
  const same =
    all.find((one) => state.label && one.getAttribute("aria-label") === state.label) ||
    all.find((one) => [one.dataset.path, one.dataset.field, one.tagName].includes(state.focus))
  const target = same || card.querySelector("h3")
  if (target) target.focus({ preventScroll: true })
}

function updateList(current, next) {
  const known = new Map([...current.children].map((one) => [one.dataset.key, one]))
  let place = current.firstElementChild
  for (const fresh of [...next.children]) {
    let card = known.get(fresh.dataset.key)
    known.delete(fresh.dataset.key)
    if (!card) {
      card = fresh
      card.sourceText = fresh.outerHTML
      current.insertBefore(card, place)
      continue
    }
    const source = fresh.outerHTML
    if (card.sourceText !== source) {
      const state = stateOf(card)
      if (place === card) place = fresh
      card.replaceWith(fresh)
      restore(fresh, state)
      card = fresh
      card.sourceText = source
    }
    if (place === card) place = card.nextElementSibling
    else current.insertBefore(card, place)
  }
  for (const gone of known.values()) gone.remove()
}

function update(markup) {
  const next = new DOMParser().parseFromString("<main>" + markup + "</main>", "text/html")
  const sections = [...document.querySelectorAll("main > section")]
  next.querySelectorAll("main > section").forEach((fresh, i) => {
    const section = sections[i]
    section.hidden = fresh.hidden
    for (const tag of ["h2", ":scope > p"]) {
      const from = fresh.querySelector(tag)
      const to = section.querySelector(tag)
      if (from && to && from.innerHTML !== to.innerHTML) to.innerHTML = from.innerHTML
    }
    updateList(section.querySelector("ul.cards"), fresh.querySelector("ul.cards"))
  })
}

async function refresh() {
  if (busy) return
  busy = true
  try {
    const response = await fetch(texts.overview + "?lang=" + document.documentElement.lang)
    if (!response.ok) throw new Error(String(response.status))
    update(await response.text())
    if (!connected) say(texts.back, false)
    connected = true
  } catch {
    if (connected) say(texts.lost, true)
    connected = false
  } finally {
    busy = false
  }
}

async function act(button) {
  const label = button.getAttribute("aria-label")
  const body = JSON.parse(button.dataset.body)
  const fields = button.closest(".card").querySelectorAll("[data-field]")
  for (const field of fields) {
    if (field.dataset.field === "method" && "method" in body) body.method = field.value
    const verbs = (field.dataset.for || "refund").split(" ")
    if (field.dataset.field === "amount" && verbs.includes(button.dataset.path.split("/").pop())) {
      const typed = field.value.trim()
      if (typed !== "") body.amount = Number(typed)
    }
  }
  button.setAttribute("aria-disabled", "true")
  try {
    const response = await fetch(button.dataset.path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    })
    const answer = await response.json()
    if (!response.ok) throw new Error(answer.error)
    say(texts.done + " " + label, false)
    for (const field of fields) if (field.dataset.field === "amount") field.value = ""
  } catch (error) {
    say(texts.failed + " " + label + " – " + error.message, true)
  } finally {
    button.removeAttribute("aria-disabled")
  }
  await refresh()
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-path]")
  if (button && button.getAttribute("aria-disabled") !== "true") act(button)
})
document.querySelectorAll("main .cards > li").forEach((card) => { card.sourceText = card.outerHTML })
setInterval(() => { if (!document.hidden) refresh() }, Number(texts.every))
`
