import { type JsonObject, maybeObject, maybeText } from '@x/bedrock-core/family'
import { tokensIn } from '../answer/tokens.ts'
import { dialectFor } from '../dialects/find.ts'
import { objectFrom } from '../dialects/read.ts'
import { textOfBase64 } from '../wire/base64.ts'
import { invalid } from '../wire/refusal.ts'
import type { CountRoute } from '../wire/route.ts'
import type { About, PlainAnswer } from './plain-answer.ts'

/** AWS counts for Claude's models (its page on counting tokens); profile ids are refused with the same words (recorded). */
const countable = 'anthropic.claude-'
const foundationModel = /^arn:aws[a-z-]*:bedrock:[a-z0-9-]*::foundation-model\//

const checkModel = (model: string): void => {
  if (!model.replace(foundationModel, '').startsWith(countable))
    throw invalid("The provided model doesn't support counting tokens.")
}

interface Counted {
  readonly form: 'invoke' | 'converse'
  readonly body: JsonObject
  readonly text: string
}

/** The one member of the union `input`. @throws Refusal */
const countedIn = (body: JsonObject): Counted => {
  const input = maybeObject(body, 'input') ?? {}
  const [invoke, converse] = [maybeObject(input, 'invokeModel'), maybeObject(input, 'converse')]
  if (converse !== undefined) return { form: 'converse', body: converse, text: JSON.stringify(converse) }
  const text = textOfBase64(maybeText(invoke ?? {}, 'body') ?? '')
  if (text === undefined || text === '') throw invalid('The body of invokeModel is not base64 of a request.')
  return { form: 'invoke', body: objectFrom(text), text }
}

/** CountTokens: the count that an answer's usage would say. What the model would refuse is refused. @throws Refusal */
export const countTokens = ({ model }: CountRoute, { body }: About): PlainAnswer => {
  checkModel(model)
  const counted = countedIn(body)
  const id = model.replace(foundationModel, '')
  dialectFor(counted.form, id).read(counted.body, { model, id, stream: false })
  return { body: { inputTokens: tokensIn(counted.text) } }
}
