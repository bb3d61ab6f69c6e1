/**
 * A local Bedrock that, before it goes on from what tools gave, waits for a word of its parent: a test looks at a step for
 * as long as it likes. Runs with `--conditions=bedrock-source`, and tells its parent where it is.
 */
import { type Answerer, scripted, testIdentity } from '@x/bedrock-local'
import { startLocalBedrock } from '@x/bedrock-local/server'

let words = 0
const waiting: (() => void)[] = []
process.on('message', () => {
  const next = waiting.shift()
  if (next === undefined) words += 1
  else next()
})
process.on('disconnect', () => process.exit())

const wordOfParent = (): Promise<void> =>
  new Promise((resolve) => {
    if (words === 0) waiting.push(resolve)
    else {
      words -= 1
      resolve()
    }
  })

const script = scripted()
const patient: Answerer = async function* (ask) {
  if (ask.messages.at(-1)?.parts.some(({ type }) => type === 'tool-result')) await wordOfParent()
  yield* script(ask)
}

const { url } = await startLocalBedrock({ port: 0, answerer: patient })
process.send?.({
  AWS_ENDPOINT_URL_BEDROCK_RUNTIME: url,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: testIdentity.accessKeyId,
  AWS_SECRET_ACCESS_KEY: testIdentity.secretAccessKey,
})
