const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })

/** @throws when the bytes are not UTF-8, or the text is not JSON: a replaced byte would be another text than the signed one. */
export function parseUtf8Json(bytes: Uint8Array): unknown {
  return JSON.parse(decoder.decode(bytes)) as unknown
}
