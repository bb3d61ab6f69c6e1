import type { AnswerStep } from '../answer/step.ts'
import { type Scene, say } from './scene.ts'

const opening = say('This answer begins well, goes on for a little while, and then ')

/** By a word of the prompt; the first that is there. `fail` alone is throttled. */
const failures: readonly (readonly [word: RegExp, steps: readonly AnswerStep[]])[] = [
  [/\b(cut|connection|network)\b/i, [opening, { type: 'cut' }]],
  [
    /\b(mid|midway|middle|stream)\b/i,
    [
      opening,
      {
        type: 'exception',
        exception: 'ModelStreamErrorException',
        message: 'The model failed while answering. (simulated)',
      },
    ],
  ],
  [
    /\b(server|internal)\b/i,
    [
      {
        type: 'exception',
        exception: 'InternalServerException',
        message: 'The system encountered an unexpected error during processing. Try your request again.',
      },
    ],
  ],
  [
    /\b(unavailable|busy)\b/i,
    [
      {
        type: 'exception',
        exception: 'ServiceUnavailableException',
        message: 'Bedrock is unable to process your request.',
      },
    ],
  ],
  [
    /\b(access|denied)\b/i,
    [
      {
        type: 'exception',
        exception: 'AccessDeniedException',
        message: "You don't have access to the model with the specified model ID.",
      },
    ],
  ],
  [
    /\b(ready)\b/i,
    [
      {
        type: 'exception',
        exception: 'ModelNotReadyException',
        message: 'Model is not ready for inference. Try again later.',
      },
    ],
  ],
  [
    /\b(timeout|slow)\b/i,
    [
      {
        type: 'exception',
        exception: 'ModelTimeoutException',
        message: 'Model has timed out in processing the request. Try your request again.',
      },
    ],
  ],
  [
    /\b(long|context)\b/i,
    [{ type: 'exception', exception: 'ValidationException', message: 'Input is too long for requested model.' }],
  ],
  [
    /^/,
    [
      {
        type: 'exception',
        exception: 'ThrottlingException',
        message: 'Too many requests, please wait before trying again.',
      },
    ],
  ],
]

const counts: readonly (readonly [word: RegExp, times: number])[] = [
  [/\bonce\b/i, 1],
  [/\btwice\b/i, 2],
  [/\bthrice\b/i, 3],
]

/** How often a prompt is to fail before it goes through. */
const timesOf = (prompt: string): number => counts.find(([word]) => word.test(prompt))?.[1] ?? Number.POSITIVE_INFINITY

/** "fail", with "once", "twice" or "thrice" to succeed when asked again so often: a client may ask again by itself. */
export const failing: Scene = {
  name: 'fail',
  fits: ({ prompt, attempts }) => /\bfail(s|ing|ed|ure)?\b/i.test(prompt) && attempts < timesOf(prompt),
  play: ({ prompt }) => failures.find(([word]) => word.test(prompt))?.[1] ?? [],
}

const ordinals = ['second', 'third', 'fourth'] as const

/** What comes after the failures that were asked for. */
export const recovered: Scene = {
  name: 'recovered',
  fits: ({ prompt, attempts }) => attempts > 0 && /\bfail/i.test(prompt),
  play: ({ attempts }) => [
    say(
      `${attempts === 1 ? 'The first attempt' : `The first ${attempts} attempts`} failed, as you asked. This is the ${ordinals[attempts - 1]} one, and it went through.`,
    ),
  ],
}
