import { generateKeyPairSync, sign } from 'node:crypto'

type Der = Buffer<ArrayBuffer>

const tagged = (tag: number, ...contents: readonly Uint8Array[]): Der => {
  const body = Buffer.concat(contents)
  const { length } = body
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), body])
}

const sequence = (...contents: readonly Uint8Array[]): Der => tagged(0x30, ...contents)
const bitString = (bytes: Uint8Array): Der => tagged(0x03, Buffer.from([0]), bytes)
const time = (date: string): Der => tagged(0x17, Buffer.from(date))

/** 1.2.840.10045.4.3.2, ecdsa-with-SHA256. */
const algorithm = sequence(tagged(0x06, Buffer.from('2a8648ce3d040302', 'hex')))
/** 2.5.4.3, the common name. */
const commonName = Buffer.from('550403', 'hex')
const named = (name: string): Der =>
  sequence(tagged(0x31, sequence(tagged(0x06, commonName), tagged(0x0c, Buffer.from(name)))))

/** A certificate (RFC 5280, version 1) that vouches for itself, with its key, both as PEM. */
export const selfSigned = (name: string): { readonly cert: string; readonly key: string } => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const validity = sequence(time('200101000000Z'), time('491231235959Z'))
  const certificate = sequence(tagged(0x02, Buffer.from([1])), algorithm, named(name), validity, named(name), spki)
  const signed = sequence(certificate, algorithm, bitString(sign('sha256', certificate, privateKey)))
  const cert = `-----BEGIN CERTIFICATE-----\n${signed.toString('base64')}\n-----END CERTIFICATE-----\n`
  return { cert, key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }
}
