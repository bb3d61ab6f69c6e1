import { base64OfText } from '../wire/base64.ts'
import { readsDocuments } from './citations.ts'
import { type Scene, type Setting, say } from './scene.ts'
import { longText, markdownTour } from './texts.ts'

const thought = (prompt: string): string =>
  `The user asks: “${prompt.slice(0, 120)}”. First I look at what is wanted.\n\nThen I weigh two ways to answer: a short one and a thorough one. Nobody asked for length, so the short one will do.\n\nI am a script, so the answer will be honest about that.`

/** "echo …" says it back. */
export const echoes: Scene = {
  name: 'echo',
  fits: ({ prompt }) => /^echo\b/i.test(prompt),
  play: ({ prompt }) => [say(prompt.replace(/^echo\b[\s:]*/i, '') || '(nothing to echo)')],
}

/** Says which model was asked, by which operation, under which request id. */
export const tellsIds: Scene = {
  name: 'ids',
  fits: ({ prompt }) => /\b(which|what) model\b|\brequest id\b/i.test(prompt),
  play: ({ ask }) => [
    say(
      `You asked \`${ask.model}\` by \`${ask.operation}\`; the request id is \`${ask.requestId}\`. No model was run: this is a simulated answer.`,
    ),
  ],
}

/** Thinks first, when asked to, or when the prompt says "think". */
export const thinks: Scene = {
  name: 'reasoning',
  fits: ({ ask, prompt }) => ask.reasoning || /\bthink/i.test(prompt),
  play: (setting) => [
    { type: 'reasoning', text: thought(setting.prompt) },
    {
      type: 'reasoning-signature',
      signature: base64OfText(`simulated signature of ${setting.prompt.length} characters`),
    },
    ...plain(setting),
  ],
}

/** A page that shows what a chat must render. */
export const showsMarkdown: Scene = {
  name: 'markdown',
  fits: ({ prompt }) => /\b(markdown|table|code|list)\b/i.test(prompt),
  play: () => [say(markdownTour)],
}

/** A story told over and over, cut at that many tokens. */
export const storyOf = (tokens: number): string => {
  const characters = tokens * 4
  const told = `${longText}\n\n`
  return told.repeat(Math.ceil(characters / told.length)).slice(0, characters)
}

/** Several hundred words: time enough to press stop; with "20000 tokens" as many as that, up to 200,000. */
export const goesOn: Scene = {
  name: 'long',
  fits: ({ prompt }) => /\b(long|essay|story)\b/i.test(prompt),
  play: ({ prompt }) => {
    const asked = Number(/(\d[\d,_]*)[ -]tokens?\b/i.exec(prompt)?.[1]?.replace(/[,_]/g, '') ?? 0)
    return [say(asked > 0 ? storyOf(Math.min(asked, 200_000)) : longText)]
  },
}

const plain = (setting: Setting): ReturnType<Scene['play']> =>
  [echoes, tellsIds, readsDocuments, showsMarkdown, goesOn].find((scene) => scene.fits(setting))?.play(setting) ??
  greets.play(setting)

/** What is said when nothing else fits. */
export const greets: Scene = {
  name: 'greeting',
  fits: () => true,
  play: ({ prompt }) => [
    say(
      `Hello from the local Bedrock. This is a simulated answer: no model was run.\n\n${prompt === '' ? '' : `You said: “${prompt.slice(0, 200)}”\n\n`}Try *markdown*, *think*, *a long story*, *fail once*, *fail midway*, or offer a tool and name it.`,
    ),
  ],
}
