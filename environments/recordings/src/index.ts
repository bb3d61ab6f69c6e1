export { bytesOf, type Exchange, exchangesWith, isAnswered, isStream, providers, recorded } from './exchange.ts'
export { bodyOf, chunksOf, payloadsOf } from './frames.ts'
export { isWire, text, type Wire, wire, wires } from './plain-json.ts'
export { createReplay, cutsOf, type Replay } from './replay.ts'
