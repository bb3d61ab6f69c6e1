import { BedrockError, type PromptDocument } from '@x/bedrock-core'
import { isJsonObject, type Json, type JsonObject } from '@x/bedrock-core/ui'
import type { ChatModel } from './models.ts'

/** What the page sends beside the conversation. */
export interface ChatBody {
  readonly model: ChatModel
  readonly think: boolean
  readonly documents: readonly Required<PromptDocument>[]
}

export const mostDocuments = 8
export const mostCharacters = 40_000

const refuse = (what: string): never => {
  throw new BedrockError('invalid-argument', `The chat request was refused: ${what}`, { status: 400 })
}

const textOf = (value: Json | undefined, name: string, most: number): string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= most
    ? value
    : refuse(`"${name}" is not a text of 1 to ${most} characters.`)

const documentOf = (value: Json, index: number): Required<PromptDocument> => {
  if (!isJsonObject(value)) return refuse(`documents[${index}] is not an object.`)
  return {
    id: textOf(value['id'], `documents[${index}].id`, 64),
    title: textOf(value['title'], `documents[${index}].title`, 200),
    text: textOf(value['text'], `documents[${index}].text`, mostCharacters),
  }
}

/** @throws BedrockError `invalid-argument`, in words for the browser */
export const readChatBody = (body: JsonObject, choices: readonly ChatModel[], fallback: string): ChatBody => {
  const { model: id = fallback, think = false, documents = [] } = body
  const model =
    choices.find((choice) => choice.id === id) ?? refuse('its model is not one of those that this app offers.')
  if (!Array.isArray(documents) || documents.length > mostDocuments)
    return refuse(`"documents" is not a list of at most ${mostDocuments}.`)
  return { model, think: think === true, documents: documents.map(documentOf) }
}
