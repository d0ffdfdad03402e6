import { isIPv6 } from "node:net"

const MAPPED = 0xffff
/** A household, and many a rented server, has all addresses that share these groups: 64 of 128 bits. */
const NETWORK_GROUPS = 4

/** What one person's addresses have in common: an IPv4 address, in either spelling, or the first half of an IPv6 address. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) {
    return address
  }
  const groups = groupsOf(address)
  const [, , , , , mark, high = 0, low = 0] = groups
  if (mark === MAPPED && groups.slice(0, 5).every((group) => group === 0)) {
    return [high >> 8, high & 255, low >> 8, low & 255].join(".")
  }
  return groups
    .slice(0, NETWORK_GROUPS)
    .map((group) => group.toString(16))
    .join(":")
}

/** The eight groups of an IPv6 address, without its zone. */
function groupsOf(address: string): number[] {
  const { hostname } = new URL(`http://[${address.replace(/%.*$/, "")}]`)
  const [head = [], tail = []] = hostname
    .slice(1, -1)
    .split("::")
    .map((part) => (part === "" ? [] : part.split(":").map((group) => parseInt(group, 16))))
  return [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail]
}
