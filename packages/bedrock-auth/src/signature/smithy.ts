import { SignatureV4 } from '@smithy/signature-v4'

/** Smithy's signer. In what is published, Node finds `smithy.node.ts` in this file's place. */
export const loadSmithy = async (): Promise<typeof SignatureV4> => SignatureV4
