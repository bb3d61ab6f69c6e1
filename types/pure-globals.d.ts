/**
 * What a model family may use beyond the language: pure functions of bytes and text, present on every runtime. Families
 * compile without DOM and without Node types, so no fetch, environment, timer or file is in reach.
 */
declare function atob(base64: string): string
declare function btoa(binary: string): string

declare class TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>
}

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean })
  decode(bytes?: ArrayBufferView | ArrayBuffer, options?: { stream?: boolean }): string
}
