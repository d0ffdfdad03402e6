/// <reference lib="dom" />
import { ElementForm } from "./element-form"
import type { FrameSetup, FromFrame, ToFrame } from "./types"
import { isRecord } from "./types"

let port: MessagePort | undefined

const tell = (message: FromFrame) => port?.postMessage(message)
const form = new ElementForm(document.body, tell, () => Date.now())

/** The first message comes from the shop's page, whichever it is, and brings the line that all others use. */
window.addEventListener("message", (event: MessageEvent<unknown>) => {
  const line = event.ports[0]
  if (event.source !== window.parent || !line || !isRecord(event.data)) return
  const first = port === undefined
  port = line
  line.onmessage = ({ data }: MessageEvent<ToFrame>) => receive(data)
  const setup = event.data as unknown as FrameSetup
  style(setup)
  form.setUp(setup)
  if (first) new ResizeObserver(tellHeight).observe(document.body)
  tellHeight()
  tell({ type: "ready" })
})

function receive(message: ToFrame): void {
  if (message.type === "setup") style(message)
  else if (message.type === "collect") {
    tell({ type: "collected", id: message.id, result: form.collect() })
  } else form.command(message.type)
}

function style({ theme, variables }: FrameSetup): void {
  const root = document.documentElement
  root.className = theme
  for (const [name, value] of Object.entries(variables)) root.style.setProperty(`--${name}`, value)
}

function tellHeight(): void {
  tell({ type: "height", pixels: Math.ceil(document.body.getBoundingClientRect().height) })
}
