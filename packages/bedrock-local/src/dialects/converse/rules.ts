import { type JsonObject, maybeNumber, maybeObject, maybeText, objectsOf } from '@x/bedrock-core/family'
import { firstBroken, type Rule } from '../read.ts'

const constraint = (path: string, what: string): string =>
  `1 validation error detected: Value at '${path}' failed to satisfy constraint: ${what}`

const roles: Rule<JsonObject> = (body) => {
  const messages = objectsOf(body, 'messages')
  const strange = messages.findIndex(({ role }) => role !== 'user' && role !== 'assistant' && role !== 'system')
  if (strange >= 0)
    return constraint(
      `messages.${strange + 1}.member.role`,
      'Member must satisfy enum value set: [user, assistant, system]',
    )
  return messages[0]?.['role'] === 'user' || messages[0]?.['role'] === 'system'
    ? undefined
    : 'A conversation must start with a user message. Try again with a conversation that starts with a user message.'
}

const blanks: Rule<JsonObject> = (body) => {
  for (const [at, message] of objectsOf(body, 'messages').entries()) {
    const blocks = objectsOf(message, 'content')
    if (blocks.length === 0)
      return `The content field in the Message object at messages.${at} is empty. Add a ContentBlock object to the content field and try again.`
    const blank = blocks.findIndex((block) => maybeText(block, 'text')?.trim() === '')
    if (blank >= 0)
      return `The text field in the ContentBlock object at messages.${at}.content.${blank} is blank. Add text to the text field, and try again.`
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

const toolPairs: Rule<JsonObject> = (body) => {
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

const inference: Rule<JsonObject> = (body) => {
  const config = maybeObject(body, 'inferenceConfig') ?? {}
  const maxTokens = maybeNumber(config, 'maxTokens')
  if (maxTokens !== undefined && maxTokens < 1)
    return constraint('inferenceConfig.maxTokens', 'Member must have value greater than or equal to 1')
  for (const name of ['temperature', 'topP']) {
    const value = maybeNumber(config, name) ?? 0
    if (value > 1) return constraint(`inferenceConfig.${name}`, 'Member must have value less than or equal to 1')
    if (value < 0) return constraint(`inferenceConfig.${name}`, 'Member must have value greater than or equal to 0')
  }
  return undefined
}

const toolNames: Rule<JsonObject> = (body) => {
  const config = maybeObject(body, 'toolConfig')
  if (config === undefined) return undefined
  const tools = objectsOf(config, 'tools')
  if (tools.length === 0) return constraint('toolConfig.tools', 'Member must have length greater than or equal to 1')
  for (const [at, tool] of tools.entries()) {
    const spec = maybeObject(tool, 'toolSpec')
    const path = `toolConfig.tools.${at + 1}.member.toolSpec`
    if (spec === undefined) continue
    if (!/^[a-zA-Z0-9_-]{1,64}$/.test(maybeText(spec, 'name') ?? ''))
      return constraint(`${path}.name`, 'Member must satisfy regular expression pattern: [a-zA-Z0-9_-]+')
    if (maybeText(spec, 'description') === '')
      return constraint(`${path}.description`, 'Member must have length greater than or equal to 1')
  }
  return undefined
}

/** What is wrong with a Converse body: the service model's constraints, then what reports say of the conversation's rules. */
export const brokenRule = (body: JsonObject): string | undefined =>
  firstBroken([inference, toolNames, roles, blanks, toolPairs], body)
