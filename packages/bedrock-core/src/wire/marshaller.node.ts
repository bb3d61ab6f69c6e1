import type { HeaderMarshaller } from '@smithy/eventstream-codec'

/** Read from disk for the first stream: the codec takes longer to load than all of core. */
export const loadMarshaller = async (): Promise<typeof HeaderMarshaller> =>
  (await import('./marshaller.ts')).loadMarshaller()
