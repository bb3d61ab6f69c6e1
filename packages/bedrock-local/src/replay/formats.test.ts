import { describe, expect, it } from 'vitest'
import type { Interaction } from './interaction.ts'
import { parseCassette } from './parse-cassette.ts'
import { asked, cassettes, url } from './test/cassettes.ts'

describe('cassettes', () => {
  it.each(cassettes)('%s', async (_, text, { bytes, type }) => {
    const [only, ...others] = await parseCassette(text)
    expect(others).toEqual([])
    const { body, headers, ...rest }: Interaction = only ?? expect.fail('nothing was read')
    expect({ ...rest, url: decodeURIComponent(new URL(rest.url, url).pathname) }).toEqual({
      method: 'POST',
      url: '/model/anthropic.claude-3-haiku-20240307-v1:0/converse',
      asked,
      status: 200,
    })
    expect(Buffer.from(body).toString('base64')).toBe(bytes.toString('base64'))
    expect(headers['content-type']).toBe(type)
    expect(Object.keys(headers)).not.toContain('content-encoding')
  })

  it.each([
    ['nothing at all: 1', /none of JSONL, VCR/],
    [
      JSON.stringify({ log: { entries: [{ request: { url }, response: {} }] } }),
      /Exchange 1 of the HAR cassette has no "response.status"/,
    ],
    [JSON.stringify({ url, response: { status: 200 } }), /Exchange 1 of the JSONL cassette has no "response.body"/],
    ['interactions:\n- request: {uri: "http://x/"}\n  response: {}', /Exchange 1 of the VCR cassette/],
  ])('what cannot be read is named: %s', async (text, message) => {
    await expect(parseCassette(text)).rejects.toThrow(message)
  })
})
