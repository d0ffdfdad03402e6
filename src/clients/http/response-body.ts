/** More than any documented answer needs; a larger one is dropped unread. */
export const MAX_BODY_BYTES = 5 * 1024 * 1024

export class BodyTooLargeError extends Error {}
export class BodyEncodingError extends Error {}

/**
 * The body as text, read only as far as `maxBytes`.
 * @throws BodyTooLargeError, BodyEncodingError when it is not UTF-8, or what the connection throws
 */
export async function readBodyText(response: Response, maxBytes = MAX_BODY_BYTES): Promise<string> {
  const announced = Number(response.headers.get("content-length"))
  if (announced > maxBytes) {
    await discard(response)
    throw new BodyTooLargeError()
  }
  if (!response.body) {
    return ""
  }
  const chunks: Uint8Array[] = []
  let size = 0
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) {
      break
    }
    size += value.byteLength
    if (size > maxBytes) {
      await reader.cancel().catch(() => undefined)
      throw new BodyTooLargeError()
    }
    chunks.push(value)
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks))
  } catch (error) {
    throw new BodyEncodingError("Not UTF-8", { cause: error })
  }
}

/** Lets go of a body that nobody reads, so that its connection is free again. */
export async function discard(response: Response): Promise<void> {
  await response.body?.cancel().catch(() => undefined)
}
