import { LANGUAGES } from "../../shared/page/language"
import { Script } from "node:vm"
import request from "supertest"
import { receiver, start } from "../testing/support"
import { escapeHtml, html } from "../../shared/page/html"
import { WORDING } from "./i18n"
import { chooseLanguage } from "../../shared/page/language"
import { SCRIPT } from "../../shared/page/script"

const NASTY = `<img src=x onerror="alert('1')"> & more`

describe("the page", () => {
  it("shows payments, refunds and webhooks with their answers", async () => {
    const hook = await receiver()
    const { url, paid, payment, control } = await start({ webhookUrl: hook.url })
    hook.answers.push(503)
    const { id } = await paid({ amount: 12345 })
    await control.refund(id, { amount: 345 })
    await payment({ description: "Order 2" })
    await control.webhooksIdle()
    const page = (await request(url).get("/?lang=en")).text
    for (const text of [
      "€123.45",
      "€3.45",
      "Order 2",
      id,
      "status 503",
      "payment.refunded",
      hook.url,
    ]) {
      expect(page).toContain(text)
    }
    expect(page).toContain(`data-path="/sandbox/control/payments/${id}/refund"`)
    expect(page).toContain(`data-path="/sandbox/control/payments/${id}/send-webhook"`)
  })

  it("escapes everything that came from outside", async () => {
    const { url, payment, control } = await start()
    await payment({ description: NASTY, metadata: { note: NASTY } })
    await control.addReader({ label: NASTY })
    await control.succeed(control.state().payments[0]?.id ?? "")
    for (const path of ["/", "/sandbox/overview"]) {
      const { text } = await request(url).get(path)
      expect(text).not.toContain("<img")
      expect(text).toContain("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; more")
    }
  })

  it("is sent with a policy that lets nothing of others in", async () => {
    const { url } = await start()
    for (const path of ["/", "/sandbox/overview", "/sandbox/page.js", "/sandbox/page.css"]) {
      const { headers, status } = await request(url).get(path)
      expect(status).toBe(200)
      expect(headers["content-security-policy"]).toMatch(/^default-src 'none'; script-src 'self';/)
      expect(headers["content-security-policy"]).not.toContain("unsafe")
      expect(headers["x-content-type-options"]).toBe("nosniff")
    }
    const page = (await request(url).get("/")).text
    expect(page).not.toMatch(/<[^>]+ on[a-z]+=|<[^>]+ style=|<script>/)
    expect((await request(url).post("/")).status).toBe(405)
  })

  it("gives every button a name that says what it acts on, and every field a label", async () => {
    const { url, payment, paid } = await start()
    await payment()
    await paid()
    const page = (await request(url).get("/?lang=en")).text
    const buttons = page.match(/<button[^>]*>/g) ?? []
    expect(buttons.length).toBeGreaterThan(5)
    expect(buttons.every((one) => /aria-label="[^":]+: [^"]*(Order 1|pi_)/.test(one))).toBe(true)
    const fields = [...page.matchAll(/<(?:input|select)[^>]*id="([^"]+)"/g)].map((one) => one[1])
    expect(fields).toHaveLength(2)
    for (const id of fields) expect(page).toContain(`<label for="${id}">`)
  })

  it("shows the reader that waits and what broke a rule", async () => {
    const { url, post, control } = await start()
    await control.addReader({ id: "tmr_1", label: "Desk", auto: null })
    await post("/api/v1/payments", {})
    const { text } = await request(url).get("/sandbox/overview?lang=en")
    expect(text).toContain("waits for nothing")
    expect(text).toContain("<strong>W13</strong>")
  })

  it("its script is valid", () => {
    expect(() => new Script(SCRIPT)).not.toThrow()
  })
})

describe("languages", () => {
  it.each([
    ["nl", undefined, "nl"],
    ["en", "nl", "en"],
    ["de", "nl", "nl"],
    [null, "nl-NL,nl;q=0.9,en;q=0.8", "nl"],
    [null, "nl-BE", "nl"],
    [null, "de,en;q=0.5,nl;q=0.7", "nl"],
    [null, "nl;q=0, fr", "en"],
    [null, "", "en"],
    [null, ";;q=,,", "en"],
    [null, undefined, "en"],
  ])("?lang=%s with Accept-Language %s is %s", (asked, header, language) => {
    expect(chooseLanguage(asked, header)).toBe(language)
  })

  it("the page and its switch follow the language", async () => {
    const { url } = await start()
    const dutch = await request(url).get("/").set("Accept-Language", "nl")
    expect(dutch.text).toContain('<html lang="nl">')
    expect(dutch.text).toContain("Betalingen (0)")
    expect(dutch.text).toMatch(/href="\/\?lang=nl"[^>]*aria-current="true"/)
  })

  it("every language has every text", () => {
    for (const language of LANGUAGES) {
      for (const [name, text] of Object.entries({
        ...WORDING.texts[language],
        ...WORDING.statuses[language],
      })) {
        expect([name, text.trim()]).not.toEqual([name, ""])
      }
    }
  })
})

describe("html", () => {
  it("escapes texts and numbers, and leaves its own markup", () => {
    expect(escapeHtml(`<a b='c' d="e">&`)).toBe("&lt;a b=&#39;c&#39; d=&quot;e&quot;&gt;&amp;")
    expect(html`<i>${"<b>"}${undefined}${5}${[html`<u>${"&"}</u>`]}</i>`.text).toBe(
      "<i>&lt;b&gt;5<u>&amp;</u></i>"
    )
  })
})
