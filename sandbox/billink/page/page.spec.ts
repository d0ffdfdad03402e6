import { Script } from "node:vm"
import request from "supertest"
import { LANGUAGES } from "../../shared/page/language"
import { SCRIPT } from "../../shared/page/script"
import { line, receiver, start } from "../testing/support"
import { WORDING } from "./i18n"

const NASTY = `<img src=x onerror="alert('1')"> & more`

describe("the overview", () => {
  it("shows sessions, orders, webhooks with their answers, and what broke a rule", async () => {
    const hook = await receiver()
    const { url, accepted, session, create, control } = await start({
      settings: { orderWebhookUrl: hook.url },
    })
    hook.answers.push(503)
    const number = await accepted()
    await control.credit(number, { amount: 595 })
    const open = await session()
    await create({ customer: { email: "" } })
    await control.webhooksIdle()
    const { text } = await request(url).get("/?lang=en")
    for (const shown of [number, open.number, "€35.95", "€5.95", "status 503", hook.url]) {
      expect(text).toContain(shown)
    }
    expect(text).toContain("<strong>2.1</strong>")
    expect(text).toContain(`/sandbox/billink/session/${open.sessionID}?lang=en`)
  })

  it("offers exactly what can be done", async () => {
    const { url, session, control } = await start()
    const { number, sessionID } = await session()
    const verbs = async () => {
      const { text } = await request(url).get("/sandbox/overview")
      const paths = [
        ...text.matchAll(/data-path="\/sandbox\/control\/(?:sessions|orders)\/[^/]+\/([^"]+)"/g),
      ]
      return paths.map((one) => one[1])
    }
    expect(await verbs()).toEqual(["accept", "decline", "cancel", "fail", "expire"])
    await control.decline(sessionID)
    expect(await verbs()).toEqual(["pay-now", "cancel", "fail", "expire", "send-webhook"])
    await control.payNow(number)
    expect(await verbs()).toEqual(["start-workflow", "credit", "send-webhook"])
    const other = await session()
    await control.accept(other.number)
    await control.hold(other.number)
    expect((await verbs()).slice(0, 5)).toEqual([
      "start-workflow",
      "pay",
      "credit",
      "resume",
      "send-webhook",
    ])
  })

  it("escapes everything that came from outside", async () => {
    const { url, session } = await start()
    const { sessionURL } = await session({
      customer: { lastName: NASTY },
      billingAddress: { street: NASTY },
      transaction: {
        totalAmount: "1.00",
        totalTaxAmount: "0.17",
        orderItems: [line({ code: "A", name: NASTY, quantity: 1, unit: "1.00", tax: "0.17" })],
      },
    })
    for (const path of ["/", "/sandbox/overview", new URL(sessionURL).pathname]) {
      const { text } = await request(url).get(path)
      expect(text).not.toContain("<img")
      expect(text).toContain("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; more")
    }
  })

  it("is for this machine, and lets nothing of others in", async () => {
    const { url } = await start()
    expect((await request(url).get("/").set("Host", "evil.example")).status).toBe(403)
    for (const path of ["/", "/sandbox/overview", "/sandbox/page.js", "/sandbox/page.css"]) {
      const { headers, status } = await request(url).get(path)
      expect(status).toBe(200)
      expect(headers["content-security-policy"]).toMatch(/^default-src 'none'; script-src 'self';/)
      expect(headers["content-security-policy"]).toContain("form-action 'none'")
    }
    expect((await request(url).post("/")).status).toBe(405)
  })

  it("gives every button a name that says what it acts on, and every field a label", async () => {
    const { url, accepted, session } = await start()
    await accepted()
    await session()
    const { text } = await request(url).get("/?lang=en")
    const buttons = text.match(/<button[^>]*>/g) ?? []
    expect(buttons.length).toBeGreaterThan(12)
    expect(buttons.every((one) => /aria-label="[^":]+: [^"]*(ORDER-\d+|Clock)/.test(one))).toBe(
      true
    )
    const fields = [...text.matchAll(/<(?:input|select)[^>]*id="([^"]+)"/g)].map((one) => one[1])
    expect(fields).toHaveLength(1)
    for (const id of fields) expect(text).toContain(`<label for="${id}">`)
  })

  it("every language has every text, and the script is valid", async () => {
    for (const language of LANGUAGES) {
      const texts = { ...WORDING.texts[language], ...WORDING.statuses[language] }
      for (const [name, text] of Object.entries(texts))
        expect([name, text.trim()]).not.toEqual([name, ""])
    }
    expect(() => new Script(SCRIPT)).not.toThrow()
    const { url } = await start()
    const dutch = await request(url).get("/").set("Accept-Language", "nl")
    expect(dutch.text).toContain('<html lang="nl">')
    expect(dutch.text).toContain("Bestellingen (0)")
  })
})
