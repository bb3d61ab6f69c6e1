export { encodeFrame } from './testing/encode-frame.ts'
export { foldDeltas } from './testing/fold-deltas.ts'
