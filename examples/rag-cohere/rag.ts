import { cohere } from '@x/bedrock-cohere'
import { embed, embedMany, generateText, rerank } from '@x/bedrock-core'
import { createNodeBedrock } from '@x/bedrock-node'

const passages = [
  { id: 'loire', title: 'Rivers of France', text: 'The Loire is 1006 km long and the longest river of France.' },
  { id: 'rhone', title: 'Rivers of France', text: 'The Rhône is 813 km long, 545 km of them in France.' },
  { id: 'mont-blanc', title: 'Mountains', text: 'Mont Blanc is 4806 m high.' },
  { id: 'geneva', title: 'Lakes', text: 'Lake Geneva covers 580 km².' },
]
const question = process.argv.slice(2).join(' ') || 'Which river is the longest?'
const bedrock = createNodeBedrock({ families: [cohere()] })

const similarity = (a: readonly number[], b: readonly number[]): number => {
  const dot = (x: readonly number[], y: readonly number[]): number =>
    x.reduce((sum, value, at) => sum + value * (y[at] ?? 0), 0)
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))
}

const model = bedrock('cohere.embed-v4:0')
const { embeddings } = await embedMany({ model, values: passages.map(({ text }) => text), dimensions: 256 })
const { embedding } = await embed({ model, value: question, inputType: 'query', dimensions: 256 })
const nearest = passages
  .map((passage, at) => ({ passage, score: similarity(embedding, embeddings[at] ?? []) }))
  .toSorted((a, b) => b.score - a.score)
  .slice(0, 3)
  .map(({ passage }) => passage)

const { ranking } = await rerank({
  model: bedrock('cohere.rerank-v3-5:0'),
  query: question,
  documents: nearest.map(({ text }) => text),
  topN: 2,
})
const documents = ranking.flatMap(({ index }) => nearest[index] ?? [])

const { content } = await generateText({ model: bedrock('cohere.command-r-plus-v1:0'), prompt: question, documents })
for (const part of content) {
  if (part.type !== 'text') continue
  console.log(part.text)
  for (const { span, documentIds } of part.citations ?? []) console.log(span, documentIds)
}
console.log(`From: ${documents.map(({ id }) => id).join(', ')}`)
