import { lastUserText } from '../answer/ask.ts'
import type { Answerer, AnswerStep } from '../answer/step.ts'
import { failing } from './failures.ts'
import { piecesOf } from './pieces.ts'
import { PromptCache } from './prompt-cache.ts'
import { repertoire, type Scenario, sceneOf } from './scenarios.ts'
import type { Scene } from './scene.ts'

export interface ScriptOptions {
  /** Milliseconds between two pieces of one to three words. Default 25, about as fast as people like to read along. */
  readonly pace?: number
  /** Instead of `pace`: tokens a second, estimated at four characters each. */
  readonly tokensPerSecond?: number
  /** Always this scene, whatever the prompt says. */
  readonly scenario?: Scenario
  /** Prefixes shorter than that are not cached, in tokens. Default 0; Bedrock's least depends on the model, mostly 1,024. */
  readonly cacheFrom?: number
}

/** Milliseconds to wait before a piece. */
const waitFor = (piece: AnswerStep, { pace = 25, tokensPerSecond }: ScriptOptions): number => {
  if (!('text' in piece)) return 0
  return tokensPerSecond === undefined ? pace : (piece.text.length / 4 / tokensPerSecond) * 1000
}

/**
 * An answerer that follows a script: the same prompt gives the same answer. It runs no model and says so. The last user text
 * picks the scene, the first of `scenes` that fits; where none does, the model has nothing to say. Prompts with cache points
 * are counted as written to a cache, and read from it the next time.
 */
export const scripted = (
  scenes: readonly (Scene | Scenario)[] | ScriptOptions = {},
  options: ScriptOptions = 'length' in scenes ? {} : scenes,
): Answerer => {
  const { scenario, cacheFrom = 0 } = options
  const chosen = scenario !== undefined ? [scenario] : 'length' in scenes ? scenes : repertoire
  const playable = chosen.map((scene) => (typeof scene === 'string' ? sceneOf(scene) : scene))
  const attempts = new Map<string, number>()
  const cache = new PromptCache(cacheFrom)
  return async function* (ask) {
    const prompt = lastUserText(ask)
    const setting = { ask, prompt, attempts: attempts.get(prompt) ?? 0 }
    const scene = scenario === undefined ? playable.find(({ fits }) => fits(setting)) : playable[0]
    if (scene === failing) attempts.set(prompt, setting.attempts + 1)
    else attempts.delete(prompt)
    const counted = cache.count(ask)
    if (counted !== undefined) yield counted
    for (const step of scene?.play(setting) ?? [])
      for (const piece of piecesOf(step)) {
        const ms = waitFor(piece, options)
        if (ms > 0) yield { type: 'wait', ms }
        yield piece
      }
  }
}
