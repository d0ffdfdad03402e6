import { BodyEncodingError, BodyTooLargeError, MAX_BODY_BYTES, readBodyText } from "./response-body"

function streamOf(chunks: Uint8Array[], onCancel: () => void = () => undefined): ReadableStream {
  let next = 0
  return new ReadableStream({
    pull(controller) {
      const chunk = chunks[next++]
      if (chunk) {
        controller.enqueue(chunk)
      } else {
        controller.close()
      }
    },
    cancel: onCancel,
  })
}

describe("readBodyText", () => {
  it("reads a body in pieces, also where a piece ends inside a character", async () => {
    const bytes = Buffer.from("€50,00 betaald")
    const pieces = [...bytes].map((byte) => Uint8Array.of(byte))

    await expect(readBodyText(new Response(streamOf(pieces)))).resolves.toBe("€50,00 betaald")
  })

  it("reads no body as no text", async () => {
    await expect(readBodyText(new Response(null, { status: 204 }))).resolves.toBe("")
    await expect(readBodyText(new Response(""))).resolves.toBe("")
  })

  it("takes exactly as much as allowed", async () => {
    await expect(readBodyText(new Response("12345"), 5)).resolves.toBe("12345")
    await expect(readBodyText(new Response("123456"), 5)).rejects.toBeInstanceOf(BodyTooLargeError)
    expect(MAX_BODY_BYTES).toBe(5 * 1024 * 1024)
  })

  it("stops reading, and lets the connection go, as soon as it is too much", async () => {
    let cancelled = 0
    let pulled = 0
    const endless = new ReadableStream({
      pull(controller) {
        pulled += 1
        controller.enqueue(new Uint8Array(1_000))
      },
      cancel() {
        cancelled += 1
      },
    })

    await expect(readBodyText(new Response(endless), 10_000)).rejects.toBeInstanceOf(
      BodyTooLargeError
    )
    expect(cancelled).toBe(1)
    expect(pulled).toBeLessThan(20)
  })

  it("does not begin on what is announced as too much", async () => {
    let cancelled = 0
    const body = streamOf([Buffer.from("{}")], () => {
      cancelled += 1
    })
    const response = new Response(body, { headers: { "content-length": "11" } })

    await expect(readBodyText(response, 10)).rejects.toBeInstanceOf(BodyTooLargeError)
    expect(cancelled).toBe(1)
  })

  it("does not guess at what is not UTF-8", async () => {
    await expect(
      readBodyText(new Response(Uint8Array.of(0xff, 0xfe, 0x41)))
    ).rejects.toBeInstanceOf(BodyEncodingError)
  })
})
