import { base64OfBytes, isJsonObject, type Json } from '@x/bedrock-core/family'
import { type CassetteFormat, finished } from './draft.ts'
import { har } from './har.ts'
import type { Interaction } from './interaction.ts'
import { jsonl } from './jsonl.ts'
import { nock } from './nock.ts'
import { binaryKey, vcr } from './vcr.ts'

/** The first that fits reads. */
const formats: readonly CassetteFormat[] = [har, vcr, nock, jsonl]

const jsonOf = (text: string): Json | undefined => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const linesOf = (text: string): Json | undefined => {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const values = lines.map(jsonOf)
  return values.some((value) => value === undefined) ? undefined : values.filter((value) => value !== undefined)
}

/** YAML's values as JSON: bytes become `{"!!binary": base64}`, dates their text. */
const plain = (value: unknown): Json => {
  if (value instanceof Uint8Array) return { [binaryKey]: base64OfBytes(value) }
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]))
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}

/** Loaded when the first YAML comes: who has none does not pay for it. VCR's recorders write YAML 1.1. */
const yamlOf = async (text: string): Promise<Json> => {
  const { parse } = await import('yaml')
  return plain(parse(text, { schema: 'yaml-1.1' }))
}

const isLine = (value: Json | undefined): boolean => isJsonObject(value) && isJsonObject(value['response'])

/**
 * Reads a cassette: our own JSONL, VCR (YAML or JSON), HAR, nock or Polly; which one, its content says.
 * @throws Error where it is none of them, or an exchange lacks something
 */
export const parseCassette = async (text: string): Promise<readonly Interaction[]> => {
  const json = jsonOf(text)
  const value = isLine(json) ? [json ?? null] : (json ?? linesOf(text) ?? (await yamlOf(text)))
  const format = formats.find(({ fits }) => fits(value))
  if (format === undefined)
    throw new Error(
      'The cassette is none of JSONL, VCR (YAML or JSON), HAR, nock and Polly. Give the text of such a file.',
    )
  return Promise.all(format.read(value).map(finished))
}
