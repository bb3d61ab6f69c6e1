/** Headings, lists, a table, code and a quotation: what a chat page must be able to show. */
export const markdownTour = `# A tour of Markdown

This page is *simulated*: a script wrote it, **no model was run**. It shows what a chat has to render.

## Lists

1. Numbered lines
2. in their order
   - with a nested point
   - and \`inline code\`

## A table

| Family | Native form | Streams |
| --- | --- | :---: |
| Claude | Messages | yes |
| Command R | Chat | yes |
| gpt-oss | Chat completions | yes |
| Llama | Prompt | yes |

## Code

\`\`\`ts
const answer = streamText({ model, prompt: 'Why is the sky blue?' })
for await (const text of answer.textStream) process.stdout.write(text)
\`\`\`

> A quotation, with a [link](https://example.com/) and a line of mathematics: 2 + 2 = 4.

---

That is the end of the tour.`

const paragraphs = [
  'A river begins as something you could step across. High in the hills it is only a wet seam in the grass, and whoever follows it downhill sees it gather every ditch and spring on the way, without haste and without ever turning back.',
  'By the first village it has a name. Children build dams there in summer, and every autumn the water takes the dams away, stone by stone, so that in spring the children can begin again. Nobody has ever thought to call this a failure.',
  'Further on it meets a mill. The wheel turns whether or not anyone is listening, and the miller, who once hated the noise, now wakes at night only when it stops. She says that a sound you trust is a kind of silence.',
  'In the plain the river grows slow and wide. Barges carry gravel, timber, once a whole church bell wrapped in straw. The pilots know each bend by the way the poplars stand, and they greet one another by raising two fingers from the tiller.',
  'Then comes the city, with its bridges. People cross in the morning looking at their feet and cross back in the evening looking at the light. The water holds both, for a moment, upside down, and lets them go.',
  'Near the end the banks draw apart until one cannot see across. The river no longer hurries, for there is nothing left to reach but the sea, and the sea, as far as anyone can tell, has been waiting without impatience all along.',
]

/** A story of about 350 words, told three times over from a little further off. */
export const longText: string = [
  '# The river (a simulated story)',
  ...paragraphs,
  '## Told again, from the other bank',
  ...paragraphs,
  '## And once more, from the bridge',
  ...paragraphs,
].join('\n\n')
