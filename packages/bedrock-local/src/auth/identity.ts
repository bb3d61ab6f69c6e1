/** Who may call. Signed requests are checked against the key pair, bearer requests against the API key. */
export interface Identity {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** Makes the key pair a temporary one: requests must carry this token. */
  readonly sessionToken?: string
  /** When the temporary key pair ends. */
  readonly expiresAt?: Date
  /** A long-term Bedrock API key; such keys begin with `ABSK`. Short-term ones are made from the key pair itself. */
  readonly apiKey?: string
}

/** The identity that a local Bedrock knows when none is given. It opens nothing anywhere else. */
export const testIdentity: Identity & { readonly apiKey: string } = {
  accessKeyId: 'AKIALOCALBEDROCKTEST',
  secretAccessKey: 'local/bedrock/test/secret/opens/nothing0',
  apiKey:
    'ABSKTG9jYWxCZWRyb2NrVGVzdEtleUxvY2FsQmVkcm9ja1Rlc3RLZXlMb2NhbEJlZHJvY2tUZXN0S2V5TG9jYWxCZWRyb2NrVGVzdEtleU9wZW5zTm90aGluZw==',
}
