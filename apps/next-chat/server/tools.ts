import type { Json, ToolDefinition, ToolOutput } from '@x/bedrock-core'

/** A tool that runs in this server. */
interface ServerTool extends Omit<ToolDefinition, 'name'> {
  readonly run: (input: Json) => ToolOutput
}

const skies = ['clear sky', 'light clouds', 'drizzle', 'a fresh breeze', 'sea fog'] as const

/** A tool's input is written by a model: it may be anything. */
const cityOf = (input: Json): string | undefined => {
  const city = typeof input === 'object' && input !== null && 'city' in input ? input['city'] : undefined
  return typeof city === 'string' && city.trim() !== '' ? city.trim().slice(0, 80) : undefined
}

export const tools: Readonly<Record<string, ServerTool>> = {
  weather: {
    description: 'The current weather in a city.',
    inputSchema: {
      type: 'object',
      properties: { city: { type: 'string', description: 'Such as Lisbon' } },
      required: ['city'],
    },
    run: (input) => {
      const city = cityOf(input)
      if (city === undefined) return { type: 'error-text', value: 'Say which city.' }
      const seed = [...city].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0)
      const weather = `${8 + (seed % 20)} °C, ${skies[seed % skies.length]}`
      return { type: 'text', value: `${city}: ${weather} (example data, made up by this demo)` }
    },
  },
}
