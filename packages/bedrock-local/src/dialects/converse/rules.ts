import { type JsonObject, maybeObject, maybeText, objectsOf } from '@x/bedrock-core/family'
import { firstBroken, type Rule } from '../read.ts'
import type { Converse } from './body.ts'
import { documentNames } from './documents.ts'
import { modelRefuses } from './model.ts'
import { toolConfig } from './tools.ts'

const roles: Rule<Converse> = ({ body }) => {
  const first = objectsOf(body, 'messages')[0]?.['role']
  return first === 'user' || first === 'system'
    ? undefined
    : 'A conversation must start with a user message. Try again with a conversation that starts with a user message.'
}

const blanks: Rule<Converse> = ({ body }) => {
  for (const [at, message] of objectsOf(body, 'messages').entries()) {
    const blocks = objectsOf(message, 'content')
    if (blocks.length === 0)
      return `The content field in the Message object at messages.${at} is empty. Add a ContentBlock object to the content field and try again.`
    const blank = blocks.findIndex((block) => maybeText(block, 'text')?.trim() === '')
    if (blank >= 0)
      return `The text field in the ContentBlock object at messages.${at}.content.${blank} is blank. Add text to the text field, and try again.`
    const empty = blocks.findIndex((block) => {
      const result = maybeObject(block, 'toolResult')
      return result?.['status'] === 'error' && objectsOf(result, 'content').length === 0
    })
    if (empty >= 0)
      return `The content field at messages.${at}.content.${empty}.toolResult cannot be empty when status value is error.`
  }
  return undefined
}

const idsOf = (message: JsonObject | undefined, member: string): string[] =>
  message === undefined
    ? []
    : objectsOf(message, 'content').flatMap((block) => {
        const tool = maybeObject(block, member)
        return tool === undefined ? [] : [maybeText(tool, 'toolUseId') ?? '']
      })

const toolPairs: Rule<Converse> = ({ body }) => {
  const messages = objectsOf(body, 'messages')
  const used = messages.some((message) => idsOf(message, 'toolUse').length + idsOf(message, 'toolResult').length > 0)
  if (used && maybeObject(body, 'toolConfig') === undefined)
    return 'The toolConfig field must be defined when using toolUse and toolResult content blocks.'
  for (const [at, message] of messages.entries()) {
    const answered = idsOf(messages[at + 1], 'toolResult')
    const open = idsOf(message, 'toolUse').filter((id) => !answered.includes(id))
    if (open.length > 0)
      return `Expected toolResult blocks at messages.${at + 1}.content for the following Ids: ${open.join(', ')}`
    const asked = idsOf(messages[at - 1], 'toolUse')
    if (idsOf(message, 'toolResult').some((id) => !asked.includes(id)))
      return `The number of toolResult blocks at messages.${at}.content exceeds the number of toolUse blocks of previous turn.`
  }
  return undefined
}

/** What reports and recordings say of the conversation's rules; the service model's constraints are checked before. */
export const brokenRule = (converse: Converse): string | undefined =>
  firstBroken([roles, blanks, documentNames, toolPairs, toolConfig, modelRefuses], converse)
