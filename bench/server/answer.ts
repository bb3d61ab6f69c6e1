import { converse, type Form, messages } from './frames.ts'

/** What HTTP/1.1 and HTTP/2 have in common. */
export interface Answer {
  writeHead(status: number, headers: Record<string, string>): unknown
  write(chunk: Uint8Array): boolean
  end(): unknown
  once(event: 'drain' | 'close', listener: () => void): unknown
}

const inWrites = (frames: readonly Uint8Array[], size: number): readonly Uint8Array[] => {
  if (size === 0) return frames
  const bytes = Buffer.concat(frames)
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  )
}

const prepared = new Map<string, readonly Uint8Array[]>()

/** `bench.d20000.w16384` is 20,000 deltas in writes of 16,384 bytes; `w0` is one write for each frame. */
const writesFor = (path: string, form: Form): readonly Uint8Array[] => {
  const known = prepared.get(path)
  if (known) return known
  const [, count = '1', size = '0'] = /\.d(\d+)\.w(\d+)/.exec(path) ?? []
  const deltas = Array.from({ length: Number(count) }, (_, index) => form.delta(index))
  const writes = inWrites([...form.begin(), ...deltas, ...form.end(Number(count))], Number(size))
  prepared.set(path, writes)
  return writes
}

const prewritten = async (path: string, form: Form, answer: Answer): Promise<void> => {
  for (const chunk of writesFor(path, form))
    if (!answer.write(chunk)) await new Promise<void>((resolve) => answer.once('drain', resolve))
  answer.end()
}

/** Milliseconds between two deltas of a stream that flows. */
const pace = 200
const flowing = new Set<() => void>()

/** `bench.idle` says one word and then nothing; `bench.flow` goes on, a word every 200 ms. */
const endless = (path: string, form: Form, answer: Answer): void => {
  answer.write(Buffer.concat([...form.begin(), form.delta(0)]))
  if (path.includes('.idle')) return
  const next = form.delta(1)
  const say = (): void => void answer.write(next)
  flowing.add(say)
  answer.once('close', () => flowing.delete(say))
}

setInterval(() => {
  for (const say of flowing) say()
}, pace)

/** Milliseconds that `bench.thinks` takes for a whole answer. */
const thinking = 5

/** `bench.first`: the only word is the time at which it was sent, by the clock that all processes of a machine share. */
const timed = (form: Form, answer: Answer): void => {
  answer.write(Buffer.concat([...form.begin(), form.delta(0, `${process.hrtime.bigint()}`), ...form.end(1)]))
  answer.end()
}

/** Answers in the form of the path, as its model id says. */
export const respond = (path: string, answer: Answer): void => {
  const form = path.includes('/converse') ? converse : messages
  const headers = { 'x-amzn-requestid': 'bench' }
  if (!path.endsWith('-stream')) {
    const tell = (): void => {
      answer.writeHead(200, { ...headers, 'content-type': 'application/json' })
      answer.write(Buffer.from(JSON.stringify(form.whole)))
      answer.end()
    }
    if (path.includes('.thinks')) setTimeout(tell, thinking)
    else tell()
    return
  }
  answer.writeHead(200, { ...headers, 'content-type': 'application/vnd.amazon.eventstream' })
  if (path.includes('.first')) timed(form, answer)
  else if (/\.(idle|flow)/.test(path)) endless(path, form, answer)
  else void prewritten(path, form, answer)
}
