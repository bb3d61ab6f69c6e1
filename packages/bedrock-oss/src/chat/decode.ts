import { type Delta, type JsonObject, maybeText, readList, readObject } from '@x/bedrock-core/family'
import { createMessageReader, firstChoice, startOf } from './reader.ts'
import { usageDeltas } from './usage.ts'

/** Reads a whole chat completion. @throws BedrockError `malformed` */
export const decode = (body: JsonObject): Delta[] => {
  readList(body, 'choices')
  const choice = firstChoice(body) ?? {}
  const message = createMessageReader()
  const raw = maybeText(choice, 'finish_reason')
  return [
    startOf(body),
    ...message.read(readObject(choice, 'message')),
    ...message.end(),
    ...usageDeltas(body),
    { type: 'finish', ...(raw === undefined ? {} : { raw }) },
  ]
}
