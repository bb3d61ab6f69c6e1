import { lastUserText } from '../answer/ask.ts'
import type { Answerer } from '../answer/step.ts'
import { failing, recovered } from './failures.ts'
import { fitsSchema } from './objects.ts'
import { piecesOf } from './pieces.ts'
import type { Scene } from './scene.ts'
import { echoes, goesOn, greets, showsMarkdown, tellsIds, thinks } from './talk.ts'
import { callsTools, readsResults } from './tools.ts'

const scenes: readonly Scene[] = [
  failing,
  recovered,
  fitsSchema,
  readsResults,
  callsTools,
  thinks,
  echoes,
  tellsIds,
  showsMarkdown,
  goesOn,
  greets,
]

export interface ScriptOptions {
  /** Milliseconds between two pieces of one to three words. Default 25, about as fast as people like to read along. */
  readonly pace?: number
}

const spoken = new Set(['text', 'reasoning', 'tool-input'])

/**
 * An answerer that follows a script: the same prompt gives the same answer. It runs no model and says so. The last user text
 * picks the scene: failures, tool calls, reasoning, Markdown, a long story, an echo, else a greeting.
 */
export const scripted = ({ pace = 25 }: ScriptOptions = {}): Answerer => {
  const attempts = new Map<string, number>()
  return async function* (ask) {
    const prompt = lastUserText(ask)
    const setting = { ask, prompt, attempts: attempts.get(prompt) ?? 0 }
    const scene = scenes.find(({ fits }) => fits(setting))
    if (scene === failing) attempts.set(prompt, setting.attempts + 1)
    else attempts.delete(prompt)
    for (const step of scene?.play(setting) ?? [])
      for (const piece of piecesOf(step)) {
        if (pace > 0 && spoken.has(piece.type)) yield { type: 'wait', ms: pace }
        yield piece
      }
  }
}
