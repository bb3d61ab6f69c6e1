/** CRC-32 as in zip and AWS event streams, bit by bit: it is asked for eight bytes at a time. */
export const crc32 = (bytes: Uint8Array): number => {
  let value = -1
  for (const byte of bytes) {
    value ^= byte
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  }
  return ~value >>> 0
}
