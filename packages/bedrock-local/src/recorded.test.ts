import { describe, expect, it } from 'vitest'
import { testIdentity } from './auth/identity.ts'
import { present, type Recording, recordings } from './dialects/test/recordings.ts'
import { createLocalBedrock, type LocalBedrock } from './local-bedrock.ts'
import type { LocalBedrockOptions } from './options.ts'
import { scripted } from './scripted/scripted.ts'

const families = ['ai21', 'amazon', 'anthropic', 'cohere', 'imported', 'meta', 'mistral', 'openai', 'unknown']

/** Chats of OpenAI's own paths are not this API. */
const runtime = present ? recordings(families).filter(({ operation }) => !operation.startsWith('openai-')) : []

/** The recorder that hid its region asked in us-west-2, its library's default. */
const regionOf = ({ url, flags }: Recording): string =>
  flags.includes('region-masked') ? 'us-west-2' : (/bedrock-runtime\.([^.]+)\./.exec(url)?.[1] ?? 'us-east-1')

const timeOf = ({ response }: Recording): number => Date.parse(response.headers['date'] ?? '') || Date.now()

const asWhenRecorded = (recording: Recording, more: LocalBedrockOptions = {}): LocalBedrock =>
  createLocalBedrock({
    answerer: scripted({ pace: 0 }),
    requireAuth: false,
    region: regionOf(recording),
    now: () => timeOf(recording),
    ...more,
  })

interface Said {
  readonly status: number
  readonly type: string | undefined
  readonly message: string | undefined
}

const said = async (response: Response): Promise<Said> => {
  const text = await response.text()
  const message = response.status >= 400 ? JSON.parse(text).message : undefined
  return { status: response.status, type: response.headers.get('x-amzn-errortype') ?? undefined, message }
}

const asked = (recording: Recording, headers: Record<string, string> = {}): Request => {
  const { url, request } = recording
  const { model: _, stream: __, ...body } = request.body ?? {}
  const sent = /^\w+\.claude/.test(recording.model) ? body : request.body
  return new Request(url, {
    method: 'POST',
    headers: { ...request.headers, ...headers },
    ...(sent === null ? {} : { body: JSON.stringify(sent) }),
  })
}

const recorded = ({ response }: Recording): Said => {
  const text = Buffer.from(response.bodyBase64 ?? '', 'base64').toString()
  return { status: response.status, type: response.headers['x-amzn-errortype'], message: JSON.parse(text).message }
}

/** Models that AWS served on demand where its later recordings refuse it, so that an account must have had them. */
const once: LocalBedrockOptions = {
  models: ['meta.llama3-1-70b-instruct-v1:0', 'anthropic.claude-3-5-haiku-20241022-v1:0'],
}

const hidden: LocalBedrockOptions = {
  profiles: {
    'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/1arbu5hu2sjr':
      'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
  },
}

describe.skipIf(!present)('what AWS accepted', () => {
  it('is accepted here', async () => {
    const refused: string[] = []
    const unspoken = new Map<string, number>()
    let accepted = 0
    for (const recording of runtime.filter(({ response }) => response.status === 200)) {
      const { status, message } = await said(
        await asWhenRecorded(recording, { ...hidden, ...once }).fetch(asked(recording)),
      )
      const foreign = /does not speak/.test(message ?? '') || recording.model.startsWith('arn:aws:sagemaker')
      if (status === 200) accepted += 1
      else if (foreign) unspoken.set(recording.model, (unspoken.get(recording.model) ?? 0) + 1)
      else refused.push(`${recording.id} ${recording.model} ${recording.operation}: ${message}`)
    }
    console.log(`${accepted} recorded requests accepted; in native forms that are not spoken here:`)
    console.table([...unspoken].map(([model, count]) => ({ model, count })))
    expect(refused).toEqual([])
    expect(accepted).toBeGreaterThan(700)
  })
})

const masked = /<MASSIVE_TEXT>/g

/**
 * The recorder took the long texts out: as much text stands in their place as the message counts, or else more than the model takes
 * and less than the service does.
 */
const restored = (recording: Recording): Recording => {
  const body = JSON.stringify(recording.request.body)
  const places = body.match(masked)?.length ?? 0
  if (places === 0) return recording
  const bytes = Number(/total text bytes: (\d+)/.exec(recorded(recording).message ?? '')?.[1] ?? 4_500_000)
  const filled = body.replace(masked, () => 'a'.repeat(Math.floor(bytes / places)))
  return { ...recording, request: { ...recording.request, body: JSON.parse(filled) } }
}

/** What cannot be asked again: the first that fits says why. */
const beyond: readonly (readonly [fits: (recording: Recording, said: Said) => boolean, reason: string])[] = [
  [
    ({ id }) => id === 'ruby-llm-36e4a5cd59',
    'AWS orders the two lines of one message at random; the other order is told',
  ],
  [(_, { status }) => status === 429 || status === 503, 'throttled: nothing in the request'],
  [(_, { type }) => type?.startsWith('AccessDenied') === true, 'the account had no access to the model'],
]

/** Who asked, where that was the cause. */
const callers: Readonly<Record<string, LocalBedrockOptions>> = {
  UnrecognizedClientException: { requireAuth: true },
  ExpiredTokenException: {
    requireAuth: true,
    identities: [{ ...testIdentity, accessKeyId: 'AKIARECORDED', sessionToken: 'ended', expiresAt: new Date(0) }],
  },
  InvalidSignatureException: { requireAuth: true },
}

const basicDate = (time: number): string => new Date(time).toISOString().replace(/[-:]|\.\d+/g, '')

/** Signed by a key that nobody here has, or that has ended. */
const signature = (recording: Recording, { type, message }: Said): Record<string, string> => {
  const name = type?.split(':')[0] ?? ''
  if (!Object.hasOwn(callers, name)) return {}
  const date = /expired: (\w+)/.exec(message ?? '')?.[1] ?? basicDate(timeOf(recording))
  const scope = `${date.slice(0, 8)}/${regionOf(recording)}/bedrock/aws4_request`
  return {
    'x-amz-date': date,
    'x-amz-security-token': 'ended',
    authorization: `AWS4-HMAC-SHA256 Credential=AKIARECORDED/${scope}, SignedHeaders=host;x-amz-date, Signature=00`,
  }
}

const clockOf = ({ message }: Said): LocalBedrockOptions => {
  const now = /\((\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/.exec(message ?? '')
  if (now === null) return {}
  const [, year, month, day, hour, minute, second] = now
  return { now: () => Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) }
}

describe.skipIf(!present)('what AWS refused', () => {
  it('is refused here with the same status, type and message', async () => {
    const other: { id: string; reason: string; message: string | undefined }[] = []
    const wrong: unknown[] = []
    let same = 0
    for (const recording of runtime.filter(({ response }) => response.status >= 400).map(restored)) {
      const expected = recorded(recording)
      const reason = beyond.find(([fits]) => fits(recording, expected))?.[1]
      if (reason !== undefined) {
        other.push({ id: recording.id, reason, message: expected.message })
        continue
      }
      const caller = callers[expected.type?.split(':')[0] ?? ''] ?? {}
      const local = asWhenRecorded(recording, { ...caller, ...clockOf(expected) })
      const answer = await said(await local.fetch(asked(recording, signature(recording, expected))))
      const told = expected.type === undefined ? { ...answer, type: undefined } : answer
      if (JSON.stringify(told) === JSON.stringify(expected)) same += 1
      else wrong.push({ id: recording.id, expected, told })
    }
    console.log(`${same} recorded refusals reproduced; not reproduced:`)
    console.table(other)
    expect(wrong).toEqual([])
    expect(same).toBe(38)
  })
})
