import { createHmac } from "node:crypto"
import { signatureOf, WEBHOOK_SECRET } from "./webhook"

const v1Of = (time: number | string, body: Buffer | string, secret = WEBHOOK_SECRET) =>
  createHmac("sha256", secret).update(`${time}.`).update(body).digest("hex")

/** Headers that must be refused (W34), each with what is wrong with it. `now` in Unix seconds. */
export function badSignatures(body: string, now: number): [string, string | undefined][] {
  const good = v1Of(now, body)
  const at = (time: number | string) => `t=${time},v1=${v1Of(time, body)}`
  return [
    ["no header", undefined],
    ["empty", ""],
    ["blank", "   "],
    ["only a word", "signature"],
    ["only a comma", ","],
    ["only t", `t=${now}`],
    ["only v1", `v1=${good}`],
    ["the bare digest", good],
    ["t without a value", `t=,v1=${good}`],
    ["v1 without a value", `t=${now},v1=`],
    ["colons for equal signs", `t:${now},v1:${good}`],
    ["semicolons for commas", `t=${now};v1=${good}`],
    ["a space after the comma", `t=${now}, v1=${good}`],
    ["spaces around the equal signs", `t = ${now},v1 = ${good}`],
    ["a quoted header", `"t=${now},v1=${good}"`],
    ["an empty part", `t=${now},,v1=${good}`],
    ["t twice, alike", `t=${now},t=${now},v1=${good}`],
    ["t twice, different", `t=${now},t=${now - 1},v1=${good}`],
    ["an upper-case T", `T=${now},v1=${good}`],
    ["an upper-case V1", `t=${now},V1=${good}`],
    ["a negative t", at(-now)],
    ["t with a plus", at(`+${now}`)],
    ["t with decimals", at(`${now}.0`)],
    ["t in milliseconds", at(now * 1000)],
    ["t in hex", at(`0x${now.toString(16)}`)],
    ["t as an exponent", at("1e10")],
    ["t as a date", at(new Date(now * 1000).toISOString())],
    ["t as a word", at("NaN")],
    ["t zero", at(0)],
    ["t with a million digits' worth of meaning", at("9".repeat(20))],
    ["301 seconds old", at(now - 305)],
    ["301 seconds ahead", at(now + 305)],
    ["a day old", at(now - 86_400)],
    ["another time than was signed", `t=${now - 1},v1=${good}`],
    ["signed with another secret", signatureOf(body, { secret: "whsec_other", timestamp: now })],
    ["signed with an empty secret", signatureOf(body, { secret: "", timestamp: now })],
    [
      "signed with the secret and a line feed",
      `t=${now},v1=${v1Of(now, body, `${WEBHOOK_SECRET}\n`)}`,
    ],
    ["signed with half the secret", `t=${now},v1=${v1Of(now, body, WEBHOOK_SECRET.slice(0, 8))}`],
    ["signed for another body", `t=${now},v1=${v1Of(now, `${body} `)}`],
    ["signed for an empty body", `t=${now},v1=${v1Of(now, "")}`],
    [
      "signed without the time",
      `t=${now},v1=${createHmac("sha256", WEBHOOK_SECRET).update(body).digest("hex")}`,
    ],
    [
      "a digest of SHA-1",
      `t=${now},v1=${createHmac("sha1", WEBHOOK_SECRET).update(`${now}.${body}`).digest("hex")}`,
    ],
    [
      "a digest of SHA-512",
      `t=${now},v1=${createHmac("sha512", WEBHOOK_SECRET).update(`${now}.${body}`).digest("hex")}`,
    ],
    ["one hex digit short", `t=${now},v1=${good.slice(0, -1)}`],
    ["two hex digits short", `t=${now},v1=${good.slice(0, -2)}`],
    ["one hex digit too many", `t=${now},v1=${good}0`],
    ["one digit wrong", `t=${now},v1=${good.slice(0, -1)}${good.endsWith("0") ? "1" : "0"}`],
    ["a letter that is not hex", `t=${now},v1=g${good.slice(1)}`],
    ["base64 for hex", `t=${now},v1=${Buffer.from(good, "hex").toString("base64")}`],
    ["all zeros", `t=${now},v1=${"0".repeat(64)}`],
    ["v0 only", `t=${now},v0=${good}`],
    ["v2 only", `t=${now},v2=${good}`],
    ["the digest under another name", `t=${now},sig=${good}`],
    ["several wrong v1", `t=${now},v1=${"a".repeat(64)},v1=${"b".repeat(64)}`],
    ["five thousand characters", `t=${now},v1=${"a".repeat(5000)}`],
  ]
}

/** Headers that must be taken. */
export function goodSignatures(body: string, now: number): [string, string][] {
  const good = v1Of(now, body)
  const at = (time: number) => `t=${time},v1=${v1Of(time, body)}`
  return [
    ["plain", `t=${now},v1=${good}`],
    ["upper-case hex", `t=${now},v1=${good.toUpperCase()}`],
    ["v1 before t", `v1=${good},t=${now}`],
    ["several v1, the last one good", `t=${now},v1=${"a".repeat(64)},v1=short,v1=${good}`],
    ["schemes of tomorrow beside it", `t=${now},v0=abc,v1=${good},v2=def`],
    ["290 seconds old", at(now - 290)],
    ["290 seconds ahead", at(now + 290)],
  ]
}
