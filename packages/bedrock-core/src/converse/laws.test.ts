import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BedrockError } from '../errors/bedrock-error.ts'
import { isJsonObject, type Json, type JsonObject } from '../speech/json.ts'
import { anyPrompt } from '../testing/any-prompt.ts'
import { checked } from '../testing/checked.ts'
import { anyConverse } from './any-converse.ts'
import { anyModels } from './any-converse-models.ts'
import { converse } from './converse.ts'
import { faultsOf, present } from './test/service-model.ts'

const [any] = anyConverse().formats
const generic = checked(converse())
const formats = {
  generic: { format: generic, model: 'some.model-v1:0' },
  strict: {
    format: converse({
      besideToolResults: [],
      toolResultStatus: false,
      toolResultJson: 'text',
      reasoningReplay: 'none',
    }),
    model: 'x',
  },
  loose: {
    format: converse({ leadingAssistant: true, reasoningReplay: 'text', besideToolResults: ['text'] }),
    model: 'x',
  },
  'no tool cache': { format: converse({ cache: { tools: false, ttl: false }, citationReplay: false }), model: 'x' },
  ...Object.fromEntries(
    anyModels.map(({ models }) => [models, { format: any ?? generic, model: `us.${models}x-v1:0` }]),
  ),
}

const objects = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isJsonObject) : [])
const inside = (block: JsonObject | undefined, key: string): JsonObject => {
  const value = block?.[key]
  return isJsonObject(value) ? value : {}
}

interface Body {
  readonly roles: readonly (Json | undefined)[]
  readonly turns: readonly (readonly JsonObject[])[]
  /** Tools, system and turns in the order in which the service builds the prompt. */
  readonly lists: readonly (readonly JsonObject[])[]
  readonly toolConfig: JsonObject
}

const readBody = (body: JsonObject): Body => {
  const messages = objects(body['messages'])
  const turns = messages.map((message) => objects(message['content']))
  const toolConfig = inside(body, 'toolConfig')
  return {
    roles: messages.map((message) => message['role']),
    turns,
    lists: [objects(toolConfig['tools']), objects(body['system']), ...turns],
    toolConfig,
  }
}

const members = (blocks: readonly JsonObject[]): string[] => blocks.flatMap((block) => Object.keys(block))

/** What the service refuses and its shapes cannot say (each with its evidence in the reference sheets). */
const laws: Readonly<Record<string, (body: Body) => boolean>> = {
  'roles alternate': ({ roles }) => roles.every((role, at) => role !== roles[at - 1]),
  'no turn is empty': ({ turns }) => turns.every((turn) => turn.length > 0),
  'no text is blank': ({ lists }) =>
    lists.flat().every((block) => block['text'] === undefined || String(block['text']).trim() !== ''),
  'a document has text beside it': ({ turns }) =>
    turns.every(
      (turn) =>
        !members(turn).includes('document') || members(turn).some((name) => name === 'text' || name === 'guardContent'),
    ),
  'document names are legal': ({ turns }) =>
    turns
      .flat()
      .every((block) => /^([A-Za-z0-9_\-()[\]]+( |$))*$/.test(String(inside(block, 'document')['name'] ?? 'a'))),
  'document names differ': ({ turns }) => {
    const names = turns.flat().flatMap((block) => inside(block, 'document')['name'] ?? [])
    return new Set(names).size === names.length
  },
  'tool blocks have a toolConfig': ({ turns, toolConfig }) =>
    objects(toolConfig['tools']).length > 0 ||
    !members(turns.flat()).some((name) => name === 'toolUse' || name === 'toolResult'),
  'tool results stand first': ({ turns }) =>
    turns.every((turn) => {
      const names = members(turn.filter((block) => block['cachePoint'] === undefined))
      return names.lastIndexOf('toolResult') === names.filter((name) => name === 'toolResult').length - 1
    }),
  'at most four cache points': ({ lists }) => members(lists.flat()).filter((name) => name === 'cachePoint').length <= 4,
  'no cache point stands first or behind what takes none': ({ lists }) =>
    lists.every((list) =>
      members(list).every(
        (name, at) =>
          name !== 'cachePoint' ||
          !['document', 'video', 'audio', 'reasoningContent', 'cachePoint', undefined].includes(members(list)[at - 1]),
      ),
    ),
  'no time to live grows': ({ lists }) => {
    const hours = lists
      .flat()
      .flatMap((block) => (block['cachePoint'] === undefined ? [] : [inside(block, 'cachePoint')['ttl'] === '1h']))
    return hours.every((hour, at) => !hour || hours[at - 1] !== false)
  },
}

/** Many formats share the space of prompts. */
const runs = { numRuns: 50 }

describe.each(Object.entries(formats))('Converse bodies: %s', (_name, { format: plain, model }) => {
  const format = checked(plain)
  const bodies = anyPrompt.map((prompt) => {
    try {
      const { body, cachePoints = [] } = format.encode(prompt, model)
      return { prompt, body, cachePoints }
    } catch (error) {
      // Media that this model cannot take inside a tool result are refused by name, and calls that nobody answered.
      if (BedrockError.is(error, 'unsupported') || BedrockError.is(error, 'invalid-argument'))
        return { prompt, body: {}, cachePoints: [] }
      throw error
    }
  })

  it.skipIf(!present)('are valid against the service model', () => {
    fc.assert(
      fc.property(bodies, ({ body }) => {
        for (const shape of ['ConverseRequest', 'ConverseStreamRequest']) expect(faultsOf(body, shape)).toEqual([])
      }),
      runs,
    )
  })

  it('keep what the shapes cannot say', () => {
    fc.assert(
      fc.property(bodies, ({ body }) => {
        const read = readBody(body)
        expect(Object.keys(laws).filter((law) => laws[law]?.(read) !== true)).toEqual([])
      }),
      runs,
    )
  })

  it('have their cache points where the report says', () => {
    fc.assert(
      fc.property(bodies, ({ body, cachePoints }) => {
        const { lists } = readBody(body)
        expect(cachePoints).toHaveLength(members(lists.flat()).filter((name) => name === 'cachePoint').length)
        for (const { path, ttl } of cachePoints) {
          const steps = path.split('.')
          const next = String(Number(steps.at(-1)) + 1)
          const at = (walked: readonly string[]): Json | undefined =>
            walked.reduce<Json | undefined>((value, step) => Object(value)[step], body)
          expect(at(steps)).toBeDefined()
          const point = inside({ next: at([...steps.slice(0, -1), next]) }, 'next')['cachePoint']
          expect({ ttl: '5m', ...inside({ point }, 'point') }).toEqual({ type: 'default', ttl })
        }
      }),
      runs,
    )
  })

  it('are the same each time and leave the prompt as it was', () => {
    fc.assert(
      fc.property(bodies, ({ prompt, body }) => {
        if (Object.keys(body).length > 0) expect(format.encode(prompt, model).body).toEqual(body)
      }),
      runs,
    )
  })
})

it('begins with the user unless the model takes it otherwise', () => {
  fc.assert(
    fc.property(anyPrompt, (prompt) => {
      let body: JsonObject = {}
      try {
        body = generic.encode(prompt, 'x').body
      } catch (error) {
        if (!BedrockError.is(error)) throw error
      }
      expect(readBody(body).roles[0] ?? 'user').toBe('user')
    }),
  )
})

describe.skipIf(!present)('the validator itself', () => {
  it.each([
    ['a missing member', { messages: [{ role: 'user' }] }],
    ['an unknown member', { message: [] }],
    ['a union of two', { messages: [{ role: 'user', content: [{ text: 'a', cachePoint: { type: 'default' } }] }] }],
    ['an enum', { messages: [{ role: 'robot', content: [] }] }],
    ['a pattern in part', { toolConfig: { tools: [{ toolSpec: { name: 'a b', inputSchema: { json: {} } } }] } }],
    ['a minimum', { system: [{ text: '' }] }],
    ['a maximum', { inferenceConfig: { temperature: 1.1 } }],
    ['an empty list', { toolConfig: { tools: [] } }],
    ['a wrong type', { inferenceConfig: { maxTokens: 1.5 } }],
    [
      'what is not base64',
      { messages: [{ role: 'user', content: [{ image: { format: 'png', source: { bytes: '*' } } }] }] },
    ],
    ['a map too small', { requestMetadata: {} }],
  ])('finds %s', (_what, body) => {
    expect(faultsOf(body, 'ConverseRequest')).toHaveLength(1)
  })
})
