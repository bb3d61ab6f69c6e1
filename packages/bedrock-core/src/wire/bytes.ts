/** `Uint8Array<ArrayBuffer>`, in words that TypeScript 5.6 reads too: there the type takes no parameter. */
export type Bytes = ReturnType<Uint8ArrayConstructor['of']>
