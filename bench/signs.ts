import { sigv4 } from '@x/bedrock-auth'
import { credentials, region } from './clients/identity.ts'
import { median, type Section } from './table.ts'

const sizes = [
  ['2 KiB', 2048, 2000, '30,000'],
  ['1 MiB', 1024 * 1024, 60, '600'],
] as const
const rounds = 7

/** Signatures per second of CPU time, one after the other. */
const rate = async (bytes: number, times: number): Promise<number> => {
  const auth = sigv4(credentials)
  const body = new Uint8Array(bytes).fill(0x61)
  const request = {
    method: 'POST' as const,
    url: 'https://bedrock-runtime.us-east-1.amazonaws.com/model/x/converse',
    headers: { 'content-type': 'application/json' },
    body,
  }
  const rates: number[] = []
  for (let round = -1; round < rounds; round += 1) {
    const before = process.cpuUsage()
    for (let time = 0; time < times; time += 1)
      await auth(request, { region, service: 'bedrock', operation: 'converse', signal: undefined })
    const { user, system } = process.cpuUsage(before)
    // The first round is compiled, not measured.
    if (round >= 0) rates.push((times * 1e6) / (user + system))
  }
  return median(rates)
}

export const measureSigns = async (): Promise<Section> => {
  const rows: string[][] = []
  for (const [name, bytes, times, goal] of sizes)
    rows.push([name, Math.round(await rate(bytes, times)).toLocaleString('en'), goal])
  const note = 'SigV4 signatures of `sigv4()` per second of CPU time.'
  return { title: 'Signatures', note, head: ['body', 'per second', 'goal'], rows }
}
