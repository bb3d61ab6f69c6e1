/** AWS credentials. What AWS SDK credential providers resolve to has this shape too. */
export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string | undefined
  /** When they end; absent for long-term keys. */
  readonly expiration?: Date | undefined
}

const inspectCustom: unique symbol = Symbol.for('nodejs.util.inspect.custom') as typeof inspectCustom

/** Credentials whose secret and token no JSON, inspection, spread or string shows. */
class HiddenCredentials implements Credentials {
  readonly #secretAccessKey: string
  readonly #sessionToken: string | undefined
  readonly accessKeyId: string
  readonly expiration: Date | undefined

  constructor(from: Credentials) {
    this.accessKeyId = from.accessKeyId
    this.expiration = from.expiration
    this.#secretAccessKey = from.secretAccessKey
    this.#sessionToken = from.sessionToken
  }

  get secretAccessKey(): string {
    return this.#secretAccessKey
  }

  get sessionToken(): string | undefined {
    return this.#sessionToken
  }

  toJSON(): { accessKeyId: string; expiration: Date | undefined } {
    return { accessKeyId: this.accessKeyId, expiration: this.expiration }
  }

  toString(): string {
    return `credentials ${this.accessKeyId}`
  }

  [inspectCustom](): string {
    return `${this.toString()} (secret hidden)`
  }
}

/** The same credentials in a form that does not show its secrets when logged, inspected or serialised. */
export const hideSecrets = (credentials: Credentials): Credentials =>
  credentials instanceof HiddenCredentials ? credentials : new HiddenCredentials(credentials)
