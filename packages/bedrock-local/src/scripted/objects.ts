import { isJsonObject, type JsonObject, parseJson } from '@x/bedrock-core/family'
import { sample } from './sample/sample.ts'
import { type Scene, type Setting, say } from './scene.ts'
import { callsTools } from './tools.ts'

/** Where the answer has to fit a JSON Schema, it does: names and numbers of the prompt stand in it. */
export const fitsSchema: Scene = {
  name: 'object',
  fits: (setting) => setting.ask.responseSchema !== undefined && !callsTools.fits(setting),
  play: ({ ask, prompt }) => [say(JSON.stringify(sample(ask.responseSchema ?? {}, prompt), undefined, 2))],
}

/** The schema that the prompt only speaks of: a line of JSON below the words "JSON Schema". */
const schemaTold = ({ ask, prompt }: Setting): JsonObject | undefined => {
  const text = [ask.system, prompt].find((words) => /\bJSON Schema\b/.test(words)) ?? ''
  const schema = parseJson(/^\{.*\}$/m.exec(text)?.[0] ?? '', null)
  return isJsonObject(schema) ? schema : undefined
}

/** Does as it is told, and as models do: in a code fence, with a word before. */
export const fitsToldSchema: Scene = {
  name: 'object as told',
  fits: (setting) => schemaTold(setting) !== undefined && !callsTools.fits(setting),
  play: (setting) => [
    say(
      `Here it is:\n\`\`\`json\n${JSON.stringify(sample(schemaTold(setting) ?? {}, setting.prompt), undefined, 2)}\n\`\`\``,
    ),
  ],
}
