import { HeaderMarshaller } from '@smithy/eventstream-codec'

/** The codec's reader of headers. In what is published, Node finds `marshaller.node.ts` in this file's place. */
export const loadMarshaller = async (): Promise<typeof HeaderMarshaller> => HeaderMarshaller
