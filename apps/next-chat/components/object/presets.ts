import type { JsonObject } from '@x/bedrock-core/ui'

export interface Preset {
  readonly name: string
  readonly prompt: string
  readonly schema: JsonObject
}

const text = (description: string): JsonObject => ({ type: 'string', description })

/** Schemas to begin with. */
export const presets: readonly Preset[] = [
  {
    name: 'Recipe',
    prompt: 'A lentil soup for four, ready in 40 minutes.',
    schema: {
      type: 'object',
      properties: {
        title: text('As in a cookbook'),
        difficulty: { enum: ['easy', 'medium', 'hard'] },
        minutes: { type: 'integer', minimum: 1, description: 'From start to table' },
        vegetarian: { type: 'boolean' },
        ingredients: {
          type: 'array',
          items: {
            type: 'object',
            properties: { name: text('Such as red lentils'), amount: text('With its unit') },
            required: ['name', 'amount'],
          },
        },
        steps: { type: 'array', items: text('One sentence') },
      },
      required: ['title', 'difficulty', 'minutes', 'vegetarian', 'ingredients', 'steps'],
    },
  },
  {
    name: 'Bug report',
    prompt:
      'Since the update the export button does nothing in Safari 19. In Chrome it works. Blocks our release on Friday.',
    schema: {
      type: 'object',
      properties: {
        summary: text('One line'),
        severity: { enum: ['low', 'medium', 'high', 'critical'] },
        component: text('The part of the product'),
        regression: { type: 'boolean' },
        environment: {
          type: 'object',
          properties: { browser: text('Name and version'), works_in: text('Where it does not happen') },
          required: ['browser', 'works_in'],
        },
        steps: { type: 'array', items: text('One action') },
      },
      required: ['summary', 'severity', 'component', 'regression', 'environment', 'steps'],
    },
  },
  {
    name: 'Contact',
    prompt:
      'Ines Duarte runs procurement at Porto Cork, ines@portocork.example, mobile +351 900 000 000, prefers mail.',
    schema: {
      type: 'object',
      properties: {
        name: text('Full name'),
        company: text('Where they work'),
        role: text('What they do'),
        channels: {
          type: 'array',
          items: {
            type: 'object',
            properties: { kind: { enum: ['mail', 'phone', 'chat'] }, address: text('Address or number') },
            required: ['kind', 'address'],
          },
        },
        notes: text('What else to know'),
      },
      required: ['name', 'company', 'role', 'channels', 'notes'],
    },
  },
]
