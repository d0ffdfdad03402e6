import request from "supertest"
import { LANGUAGES } from "../../../shared/page/language"
import type { SessionChanges, Started } from "../../testing/support"
import { start } from "../../testing/support"
import { checkAnswer } from "./details"
import { ENDINGS, SESSION_TEXTS } from "./texts"

async function visit(sandbox: Started, changes: SessionChanges = {}) {
  const { sessionID, number } = await sandbox.session(changes)
  const path = `/sandbox/billink/session/${sessionID}`
  const look = (lang = "en") => request(sandbox.url).get(`${path}?lang=${lang}`)
  const press = (action: string, answer = "31-12-1990") =>
    request(sandbox.url).post(`${path}?lang=en`).type("form").send({ action, answer })
  await look()
  return { sessionID, number, path, look, press }
}

const BUSINESS = { customer: { type: "b", company: "Bakkerij Bos" } }

describe("the hosted page", () => {
  it.each([
    ["nl", "Achteraf betalen met Billink", "Totaal", "Verzending", /€\s35,95/],
    ["en", "Pay later with Billink", "Total", "Verzending", /€35\.95/],
  ] as const)("shows lines, totals and address in %s", async (lang, title, total, line, amount) => {
    const sandbox = await start()
    const { look } = await visit(sandbox)
    const { text, headers } = await look(lang)
    expect(text).toContain(`<html lang="${lang}">`)
    for (const shown of [title, total, line, "Keizersgracht 313 A"]) expect(text).toContain(shown)
    expect(text).toMatch(amount)
    expect(text).toContain('name="viewport"')
    expect(headers["content-security-policy"]).toContain("form-action 'self' http: https:;")
  })

  it.each([
    ["accept", "success", "order_created"],
    ["cancel", "cancel", "cancelled"],
    ["fail", "fail", "failed"],
  ])("%s sends the browser to the %s address", async (action, to, status) => {
    const sandbox = await start()
    const { press, sessionID } = await visit(sandbox)
    const answer = await press(action)
    expect([answer.status, answer.headers["location"]]).toEqual([
      303,
      `https://shop.example/billink?to=${to}`,
    ])
    expect(sandbox.control.session(sessionID).status).toBe(status)
  })

  it("a second click follows the first, whatever it is", async () => {
    const sandbox = await start()
    const { press } = await visit(sandbox)
    await press("accept")
    const second = await press("cancel")
    expect(second.headers["location"]).toBe("https://shop.example/billink?to=success")
    expect(sandbox.control.state().orders).toHaveLength(1)
  })

  it("headline 8: after a decline one can pay at once", async () => {
    const sandbox = await start()
    const { press, look, number } = await visit(sandbox)
    expect((await press("decline")).headers["location"]).toContain("/sandbox/billink/session/")
    const { text } = await look()
    expect(text).toContain("Paying later is not possible now")
    expect(text).not.toContain('value="accept"')
    expect((await press("pay_now")).headers["location"]).toContain("to=success")
    expect(sandbox.control.order(number).paid).toBe(3595)
  })

  it("headline 8: or it fails, and the browser goes to the fail address", async () => {
    const sandbox = await start({ settings: { declineOutcome: "failed" } })
    const { press } = await visit(sandbox)
    expect((await press("decline")).headers["location"]).toContain("to=fail")
  })

  it("says that its time has run out, and leads back", async () => {
    const sandbox = await start()
    const { look, press } = await visit(sandbox)
    await sandbox.control.advance(3_600_000)
    const { text } = await look()
    expect(text).toContain("The time for this payment has run out")
    expect(text).toContain('href="https://shop.example/billink?to=back"')
    expect(text).not.toContain("<form")
    expect((await press("accept")).headers["location"]).toContain("to=back")
    expect(sandbox.control.state().orders).toEqual([])
  })

  it("4.2: asks a consumer's date of birth and a business's number, only when missing", async () => {
    const sandbox = await start()
    const asks = async (changes: SessionChanges) => {
      const { text } = await (await visit(sandbox, changes)).look()
      return [text.includes("Date of birth"), text.includes("registration number")]
    }
    expect(await asks({})).toEqual([true, false])
    expect(await asks({ customer: { birthdate: "31-12-1990" } })).toEqual([false, false])
    expect(await asks(BUSINESS)).toEqual([false, true])
    const known = { customer: { ...BUSINESS.customer, companyNumber: "12345678" } }
    expect(await asks(known)).toEqual([false, false])
  })

  it("keeps what was typed and says what is wrong with it, tied to the field", async () => {
    const sandbox = await start()
    const { press, sessionID } = await visit(sandbox)
    const { status, text } = await press("accept", "31-02-1990")
    expect(status).toBe(422)
    expect(text).toContain('role="alert"')
    expect(text).toContain('aria-describedby="answer-error answer-hint"')
    expect(text).toContain('value="31-02-1990"')
    expect(sandbox.control.session(sessionID).status).toBe("session_active")
    await press("accept", "1-2-1990")
    expect(sandbox.control.session(sessionID).customer.birthdate).toBe("01-02-1990")
  })

  it("a business gives its number", async () => {
    const sandbox = await start()
    const { press, sessionID } = await visit(sandbox, BUSINESS)
    expect((await press("accept", "12")).text).toContain("5 to 25 characters")
    await press("accept", "12345678")
    expect(sandbox.control.session(sessionID).customer.companyNumber).toBe("12345678")
  })

  it("knows no other session, button or method", async () => {
    const sandbox = await start()
    const { press, path } = await visit(sandbox)
    const unknown = await request(sandbox.url).get("/sandbox/billink/session/nothing?lang=nl")
    expect([unknown.status, unknown.text.includes("bestaat niet")]).toEqual([404, true])
    expect((await press("explode")).status).toBe(400)
    expect((await request(sandbox.url).post(path).send({ action: "accept" })).status).toBe(415)
    expect((await request(sandbox.url).put(path)).status).toBe(405)
    expect(sandbox.control.state().orders).toEqual([])
  })

  it("every language has every text", () => {
    for (const language of LANGUAGES) {
      const texts = { ...SESSION_TEXTS[language], ...ENDINGS[language] }
      for (const [name, text] of Object.entries(texts))
        expect([name, text.trim()]).not.toEqual([name, ""])
    }
  })
})

describe("the answer that the page asks for", () => {
  const now = Date.UTC(2026, 0, 15)

  it.each([
    ["31-12-1990", { details: { birthdate: "31-12-1990" } }],
    [" 1/2/1990 ", { details: { birthdate: "01-02-1990" } }],
    ["1990-02-01", { details: { birthdate: "01-02-1990" } }],
    ["29-02-2000", { details: { birthdate: "29-02-2000" } }],
    ["29-02-2001", { problem: "birthdateWrong" }],
    ["31-12-90", { problem: "birthdateWrong" }],
    ["", { problem: "birthdateWrong" }],
    ["01-01-1850", { problem: "birthdateWrong" }],
    ["16-01-2026", { problem: "birthdateWrong" }],
    ["15-01-2008", { details: { birthdate: "15-01-2008" } }],
    ["16-01-2008", { problem: "tooYoung" }],
  ])("4.1: %j as date of birth", (typed, result) => {
    expect(checkAnswer("birthdate", typed, now)).toEqual(result)
  })
})
