/** CRC-32 as in zip and AWS event streams (reflected, polynomial 0xEDB88320). */
const table: readonly number[] = /* @__PURE__ */ Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value >>> 0
})

/** The checksum of `bytes` from `start` up to `end`, unsigned. Meant for preludes: whole frames are checked by the codec. */
export const crc32 = (bytes: Uint8Array, start: number, end: number): number => {
  let value = 0xffffffff
  for (let at = start; at < end; at += 1) value = (value >>> 8) ^ (table[(value ^ (bytes[at] ?? 0)) & 0xff] ?? 0)
  return (value ^ 0xffffffff) >>> 0
}
