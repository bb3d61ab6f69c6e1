import { tool } from '@x/bedrock-core'
import { calculate } from './calculate.ts'

const skies = ['clear sky', 'light clouds', 'drizzle', 'a fresh breeze', 'sea fog'] as const

const weather = tool({
  description: 'The current weather in a city.',
  input: {
    type: 'object',
    properties: { city: { type: 'string', description: 'Such as Lisbon', minLength: 1, maxLength: 80 } },
    required: ['city'],
  },
  execute: ({ city }) => {
    const seed = [...city].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0)
    return `${city}: ${8 + (seed % 20)} °C, ${skies[seed % skies.length]} (example data, made up by this demo)`
  },
})

const calculator = tool({
  description: 'Computes an arithmetic expression of numbers, + - * / and parentheses.',
  input: {
    type: 'object',
    properties: { expression: { type: 'string', description: 'Such as (2 + 3) * 4', maxLength: 200 } },
    required: ['expression'],
  },
  execute: ({ expression }) => ({ expression, result: calculate(expression) }),
})

const reminder = tool({
  description: 'Sends the user a reminder by mail. The user is asked first.',
  input: {
    type: 'object',
    properties: { text: { type: 'string', description: 'What to be reminded of', maxLength: 200 } },
    required: ['text'],
  },
  needsApproval: true,
  execute: ({ text }) => `Reminder noted: ${text} (nothing is sent by this demo)`,
})

/** What the model may call. All of it runs in this server. */
export const tools = { weather, calculator, reminder } as const
