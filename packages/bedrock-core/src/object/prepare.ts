import { BedrockError } from '../errors/bedrock-error.ts'
import { type Asking, chooseWay } from './choose-way.ts'
import { type Envelope, envelopeOf } from './envelope.ts'
import type { AnyObjectOptions } from './options.ts'

/** A call for an object, ready to be sent. */
export interface Prepared extends Asking {
  readonly envelope: Envelope
  /** Of the schema, and of the tool where there is one. */
  readonly name: string
  readonly repair: AnyObjectOptions['repair']
}

const legalName = /^[a-zA-Z0-9_-]{1,64}$/

/** @throws BedrockError `invalid-argument`, `unsupported` */
export const prepare = (options: AnyObjectOptions, stream: boolean): Prepared => {
  const { schemaName: name = 'answer', schemaDescription: description, repair } = options
  if (!legalName.test(name))
    throw new BedrockError('invalid-argument', 'schemaName must be 1–64 letters, digits, "_" or "-".')
  const envelope = envelopeOf(options)
  return { envelope, name, repair, ...chooseWay(options, { name, description, json: envelope.json }, stream) }
}
