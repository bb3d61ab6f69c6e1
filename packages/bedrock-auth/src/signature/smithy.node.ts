import type { SignatureV4 } from '@smithy/signature-v4'

/** Read from disk when something is to be signed: Smithy's signer takes longer to load than all of this package. */
export const loadSmithy = async (): Promise<typeof SignatureV4> => (await import('./smithy.ts')).loadSmithy()
