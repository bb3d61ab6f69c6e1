import { sample } from './sample.ts'
import { type Scene, say } from './scene.ts'
import { callsTools } from './tools.ts'

/** Where the answer has to fit a JSON Schema, it does: names and numbers of the prompt stand in it. */
export const fitsSchema: Scene = {
  name: 'object',
  fits: (setting) => setting.ask.responseSchema !== undefined && !callsTools.fits(setting),
  play: ({ ask, prompt }) => [say(JSON.stringify(sample(ask.responseSchema ?? {}, 'value', prompt)))],
}
