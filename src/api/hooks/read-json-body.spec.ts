import type { IncomingMessage } from "node:http"
import { PassThrough } from "node:stream"
import { MAX_BODY, readJsonBody } from "./read-json-body"

const JSON_TYPE = "application/json"

function request(headers: Record<string, string>, ...chunks: (string | Buffer)[]): IncomingMessage {
  const stream = Object.assign(new PassThrough(), { headers })
  for (const chunk of chunks) {
    stream.write(chunk)
  }
  stream.end()
  return stream as unknown as IncomingMessage
}
const read = (type: string | undefined, ...chunks: (string | Buffer)[]) =>
  readJsonBody(request(type === undefined ? {} : { "content-type": type }, ...chunks))

describe("readJsonBody (contract 3)", () => {
  it("gives the bytes as they were sent, over any number of chunks", async () => {
    const raw = Buffer.from('{ "naam" : "Zoë" }\n')
    const body = await read(JSON_TYPE, raw.subarray(0, 14), raw.subarray(14))
    expect(body).toEqual({ ok: true, rawBody: raw })
  })

  it.each([
    "application/json",
    "APPLICATION/JSON",
    "application/json; charset=utf-8",
    "application/json;charset=UTF8",
    'application/json; charset="utf-8"',
    "application/json; version=1",
  ])("takes %s", async (type) => {
    expect(await read(type, "{}")).toMatchObject({ ok: true })
  })

  it.each([
    undefined,
    "",
    "text/plain",
    "application/x-www-form-urlencoded",
    "application/jsonp",
    "application/json; charset=latin1",
    "application/json; charset=utf-16",
    "application/json; charset=utf-8; charset=latin1",
  ])("refuses the type %s with 415", async (type) => {
    expect(await read(type, "{}")).toMatchObject({
      ok: false,
      status: 415,
      type: "unsupported_media_type",
    })
  })

  it.each(["gzip", "br", "deflate"])(
    "refuses %s: the signature is about plain bytes",
    async (encoding) => {
      const compressed = request({ "content-type": JSON_TYPE, "content-encoding": encoding }, "{}")
      expect(await readJsonBody(compressed)).toMatchObject({ ok: false, status: 415 })
      const plain = request({ "content-type": JSON_TYPE, "content-encoding": "Identity" }, "{}")
      expect(await readJsonBody(plain)).toMatchObject({ ok: true })
    }
  )

  it("takes 1 MB to the byte, and refuses one more with 413", async () => {
    const full = `"${"x".repeat(MAX_BODY - 2)}"`
    expect(await read(JSON_TYPE, full)).toMatchObject({ ok: true })
    expect(await read(JSON_TYPE, `${full} `)).toMatchObject({
      ok: false,
      status: 413,
      type: "payload_too_large",
    })
  })

  it("answers as soon as it is too much, reads on to a bound, and then cuts the line", async () => {
    jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask"] })
    try {
      const stream = Object.assign(new PassThrough({ highWaterMark: 64 * MAX_BODY }), {
        headers: { "content-type": JSON_TYPE },
      })
      const reading = readJsonBody(stream as unknown as IncomingMessage)
      stream.write(Buffer.alloc(MAX_BODY + 1))
      expect(await reading).toMatchObject({ ok: false, status: 413 })
      const settled = () => new Promise((resolve) => setImmediate(resolve))
      stream.write(Buffer.alloc(8 * MAX_BODY))
      await settled()
      jest.advanceTimersByTime(60_000)
      expect([stream.destroyed, stream.isPaused()]).toEqual([false, false])
      stream.write(Buffer.alloc(8 * MAX_BODY + 1))
      await settled()
      expect([stream.destroyed, stream.isPaused()]).toEqual([false, true])
      jest.advanceTimersByTime(2000)
      expect(stream.destroyed).toBe(true)
    } finally {
      jest.useRealTimers()
    }
  })

  it("refuses bytes that are not UTF-8 with 400: another text would stand for them", async () => {
    const bytes = Buffer.from('{"id":"pi_\xff"}', "latin1")
    expect(await read(JSON_TYPE, bytes)).toMatchObject({ ok: false, status: 400 })
  })

  it("counts bytes, not characters", async () => {
    expect(await read(JSON_TYPE, `"${"ë".repeat(MAX_BODY / 2)}"`)).toMatchObject({ status: 413 })
  })

  it.each(["", "{", "{'a':1}", "undefined", "<html>", "{}{}"])(
    "refuses %j with 400",
    async (text) => {
      expect(await read(JSON_TYPE, text)).toMatchObject({
        ok: false,
        status: 400,
        type: "invalid_data",
      })
    }
  )

  it("fails when the sender goes away", async () => {
    const stream = Object.assign(new PassThrough(), { headers: { "content-type": JSON_TYPE } })
    const reading = readJsonBody(stream as unknown as IncomingMessage)
    stream.write("{")
    stream.emit("aborted")
    await expect(reading).rejects.toThrow(/went away/)
  })
})
