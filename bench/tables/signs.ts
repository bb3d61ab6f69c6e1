import { sigv4 } from '@x/bedrock-auth'
import { credentials, region } from '../clients/identity.ts'
import { atLeast, type Effort, figure, median, type Section } from '../page/section.ts'

const sizes = [
  ['2 KiB', 2048, 2000, 30_000],
  ['1 MiB', 1024 * 1024, 60, 600],
] as const

/** Signatures per second of CPU time, one after the other. */
const rate = async (bytes: number, times: number, rounds: number): Promise<number> => {
  const auth = sigv4(credentials)
  const request = {
    method: 'POST' as const,
    url: 'https://bedrock-runtime.us-east-1.amazonaws.com/model/x/converse',
    headers: { 'content-type': 'application/json' },
    body: new Uint8Array(bytes).fill(0x61),
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

export const measureSigns = async ({ quick }: Effort): Promise<Section> => {
  const rates: number[] = []
  for (const [, bytes, times] of sizes) rates.push(await rate(bytes, times, quick ? 1 : 9))
  return {
    title: 'Signatures',
    note: 'SigV4 signatures of `sigv4()` for each second of CPU time.',
    head: ['body', 'a second'],
    rows: sizes.map(([name], index) => [name, figure(rates[index] ?? Number.NaN)]),
    goals: sizes.map(([name, , , goal], index) =>
      atLeast(`signatures of ${name}`, goal, 'a second', rates[index] ?? Number.NaN),
    ),
  }
}
