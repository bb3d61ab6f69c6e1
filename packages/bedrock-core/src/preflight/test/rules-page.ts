import { rules } from '../rules.ts'

/** `docs/preflight.md`, as it is written from the table of rules. */
export const rulesPage = (): string => `# Preflight

Before a prompt is written in a form, core passes over it once. What Bedrock is known to refuse, and can be mended without
changing what is meant, is mended, and each kind of change is one warning: in \`plan(options).warnings\`, in the generation's
\`warnings\`, with the messages it was made in. What cannot be mended is refused before anything is sent, as \`invalid-argument\`
with the name of the message. A prompt with nothing to mend stays the very same object.

\`\`\`ts
import { type LanguageModel, type Message, plan } from '@x/bedrock-core'

declare const model: LanguageModel
declare const messages: readonly Message[]

const { warnings, prompt } = plan({ model, messages }) // sends nothing
console.log(warnings, prompt)
// [{ code: 'blank-text-removed', message: 'Before sending: blank text removed (messages[2], messages[5]).' }]
\`\`\`

Which rules a form needs is data: its \`takes\` (\`Takes\` of \`@x/bedrock-core/family\`). "All" holds for every form.

| warning | found | done | forms | source |
|---|---|---|---|---|
${Object.entries(rules)
  .map(([code, { found, done, forms, source }]) => `| \`${code}\` | ${found} | ${done} | ${forms} | ${source} |`)
  .join('\n')}

Settings out of bounds, the family's own options too, are held within \`ranges\`: \`temperature-clamped\`, \`topP-clamped\` …
Converse gives documents names that are legal and differ (\`document-renamed\`), for only there they need one.
\`promptCache\` places its points in the same pass; \`plan(options).cachePoints\` says where they came to stand.

Refused: calls of the last message that have no results; an assistant's message at the end where the form cannot go on from one;
a prompt of which nothing is left; a system message that does not stand first.
`
