import { type ApiKeyFacts, readApiKey } from './read-key.ts'

/** An API key whose text no JSON, inspection or spread shows. */
export class HiddenKey {
  readonly #text: string
  readonly kind: ApiKeyFacts['kind']
  readonly expiration: Date | undefined
  readonly region: string | undefined

  constructor(text: string) {
    const facts = readApiKey(text)
    this.#text = text
    this.kind = facts.kind
    this.expiration = facts.expiration
    this.region = facts.region
  }

  /** The header that proves the caller. */
  get authorization(): string {
    return `Bearer ${this.#text}`
  }
}
