import type { NearbyReader } from "./terminal-sdk"

/** The one to connect to without asking: that of the settings and no other, or without an id there the last one of this till. */
export function ownReader<Found extends Pick<NearbyReader, "id" | "serial_number">>(
  found: readonly Found[],
  readerId: string | null,
  lastSerial: string | null
): Found | undefined {
  return found.find(({ id, serial_number }) =>
    readerId ? id === readerId : serial_number === lastSerial
  )
}
