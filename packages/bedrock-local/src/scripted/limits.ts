import { type Scene, say } from './scene.ts'

/** The model declines: Claude's `refusal`, Converse's `content_filtered`. */
export const refuses: Scene = {
  name: 'refusal',
  fits: ({ prompt }) => /\brefus(e|es|al)\b/i.test(prompt),
  play: () => [say("I can't help with that. (simulated)"), { type: 'finish', reason: 'filtered' }],
}

/** A guardrail has put its own words in place of the answer: where one is spoken of, or one is asked for and told what it looks for. */
export const guards: Scene = {
  name: 'guardrail',
  fits: ({ ask, prompt }) =>
    /\bguardrail\b/i.test(prompt) || (ask.body['guardrailConfig'] !== undefined && /\bforbidden\b/i.test(prompt)),
  play: () => [say('Sorry, the guardrail blocked this.'), { type: 'finish', reason: 'guardrail' }],
}
