import { maybeObject, maybeText, objectsOf } from '@x/bedrock-core/family'
import type { Rule } from '../read.ts'
import type { Converse } from './body.ts'

/** Underscores pass though the message does not name them; of spaces only U+0020, one at a time (vercel/ai#20366, GenU#1671). */
const name = /^(?!.* {2})[A-Za-z0-9_ \-()[\]]+$/

/** Documents of the conversation, and those inside tool results (reported word for word). */
export const documentNames: Rule<Converse> = ({ body }) => {
  const blocks = objectsOf(body, 'messages').flatMap((message) => objectsOf(message, 'content'))
  const results = blocks.flatMap((block) => objectsOf(maybeObject(block, 'toolResult') ?? {}, 'content'))
  const names = [...blocks, ...results].flatMap(
    (block) => maybeText(maybeObject(block, 'document') ?? {}, 'name') ?? [],
  )
  return names.every((each) => name.test(each))
    ? undefined
    : "The document file name can only contain alphanumeric characters, whitespace characters, hyphens, parentheses, and square brackets. The name can't contain more than one consecutive whitespace character. Check that the file name conforms to these restrictions and retry your request."
}
