/** Nobody types this fast for four characters in a row; a scanner that acts as a keyboard does. */
export const SLOWEST_SCAN_GAP_MS = 50
const SHORTEST_CODE = 4

export interface ScanDetector {
  /** Tells of one key; gives the code when the key was the Enter that ends a scan. `time` in milliseconds. */
  press(key: string, time: number): string | null
  /** Whether the key just told of may have been the first of a scan. */
  isFirst(): boolean
}

/** Tells a barcode scanner from a person by how fast the keys come. */
export function createScanDetector(slowestGap = SLOWEST_SCAN_GAP_MS): ScanDetector {
  let code = ""
  let last = Number.NEGATIVE_INFINITY
  return {
    press(key, time) {
      const isFast = time - last <= slowestGap
      last = time
      if (key === "Enter") {
        const scanned = isFast && code.length >= SHORTEST_CODE ? code : null
        code = ""
        return scanned
      }
      if (key.length === 1) {
        code = isFast ? code + key : key
      } else if (key !== "Shift") {
        code = ""
      }
      return null
    },
    isFirst: () => code.length === 1,
  }
}
