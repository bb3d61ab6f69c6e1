import { gzipSync } from 'node:zlib'
import type { JsonObject } from '@x/bedrock-core/family'
import { encodeFrame } from '@x/bedrock-core/testing'

/** The address in all of them. */
export const url: string =
  'https://bedrock-runtime.us-east-1.amazonaws.com/model/anthropic.claude-3-haiku-20240307-v1%3A0/converse'
export const asked: JsonObject = { messages: [{ role: 'user', content: [{ text: 'Hé, "you"' }] }] }
const answer = '{"output":{"message":{"role":"assistant","content":[{"text":"Grüße"}]}},"stopReason":"end_turn"}'
const frame = Buffer.from(
  encodeFrame(
    { ':event-type': 'messageStart', ':content-type': 'application/json', ':message-type': 'event' },
    '{"role":"assistant"}',
  ),
)
const zipped = gzipSync(answer)

/** What every fixture is to come to. */
export interface Expected {
  readonly bytes: Buffer
  readonly type?: string
}
const json: Expected = { bytes: Buffer.from(answer) }
const stream: Expected = { bytes: frame, type: 'application/vnd.amazon.eventstream' }

/** Fixtures after each recorder's documentation, one exchange each. */
export const cassettes: readonly (readonly [name: string, text: string, expected: Expected])[] = [
  [
    'JSONL, text',
    JSON.stringify({ url, request: { body: asked }, response: { status: 200, headers: {}, body: answer } }),
    json,
  ],
  [
    'JSONL, base64, two lines of which one is blank',
    `${JSON.stringify({
      model: 'anthropic.claude-3-haiku-20240307-v1:0',
      operation: 'converse',
      request: { body: asked },
      response: { status: 200, headers: { 'Content-Type': stream.type }, bodyBase64: frame.toString('base64') },
    })}\n\n`,
    stream,
  ],
  [
    'VCR of Python, YAML',
    `interactions:
- request:
    body: '${JSON.stringify(asked).replaceAll("'", "''")}'
    headers:
      Content-Type:
      - application/json
    method: POST
    uri: ${url}
  response:
    body:
      string: '${answer}'
    headers:
      Connection:
      - keep-alive
      Date:
      - Tue, 28 Oct 2025 08:42:22 GMT
    status:
      code: 200
      message: OK
version: 1
`,
    json,
  ],
  [
    'VCR of Python, YAML, a stream',
    `interactions:
- request:
    body: !!binary |
      ${Buffer.from(JSON.stringify(asked)).toString('base64')}
    headers: {}
    method: POST
    uri: ${url}
  response:
    body:
      string: !!binary |
        ${frame.toString('base64').slice(0, 40)}
        ${frame.toString('base64').slice(40)}
    headers:
      Content-Type:
      - application/vnd.amazon.eventstream
    status: {code: 200, message: OK}
version: 1
`,
    stream,
  ],
  [
    'VCR of Ruby, YAML',
    `---
http_interactions:
- request:
    method: post
    uri: ${url}
    body:
      encoding: UTF-8
      string: '${JSON.stringify(asked)}'
    headers: {}
  response:
    status:
      code: 200
      message: OK
    headers:
      Content-Encoding:
      - gzip
    body:
      encoding: ASCII-8BIT
      base64_string: |
        ${zipped.toString('base64')}
  recorded_at: Tue, 28 Oct 2025 08:42:22 GMT
recorded_with: VCR 6.3.1
`,
    json,
  ],
  [
    'VCR, JSON',
    JSON.stringify({
      version: 1,
      interactions: [
        {
          request: { method: 'POST', uri: url, body: JSON.stringify(asked), headers: {} },
          response: { status: { code: 200, message: 'OK' }, headers: {}, body: { string: answer } },
        },
      ],
    }),
    json,
  ],
  [
    'HAR of a browser',
    JSON.stringify({
      log: {
        version: '1.2',
        creator: { name: 'a browser', version: '1' },
        entries: [
          {
            startedDateTime: '2025-10-28T08:42:22.000Z',
            request: {
              method: 'POST',
              url,
              headers: [],
              postData: { mimeType: 'application/json', text: JSON.stringify(asked) },
            },
            response: {
              status: 200,
              headers: [{ name: 'Content-Type', value: stream.type }],
              content: {
                size: frame.length,
                mimeType: stream.type,
                encoding: 'base64',
                text: frame.toString('base64'),
              },
            },
          },
        ],
      },
    }),
    stream,
  ],
  ...(
    [
      [
        'Polly, compressed',
        {
          encoding: 'base64',
          text: JSON.stringify([zipped.subarray(0, 9), zipped.subarray(9)].map((part) => part.toString('base64'))),
        },
        'gzip',
        json,
      ],
      [
        'Polly before version 5, bytes in hex',
        { _isBinary: true, text: frame.toString('hex') },
        undefined,
        { bytes: frame },
      ],
      ['Polly, text', { text: answer }, undefined, json],
    ] as const
  ).map(
    ([name, content, encoding, expected]) =>
      [
        name,
        JSON.stringify({
          log: {
            _recordingName: 'chat',
            entries: [
              {
                _id: 'a1',
                request: { method: 'POST', url, headers: [], postData: { text: JSON.stringify(asked) } },
                response: {
                  status: 200,
                  headers: encoding === undefined ? [] : [{ name: 'content-encoding', value: encoding }],
                  content,
                },
              },
            ],
          },
        }),
        expected,
      ] as const,
  ),
  ...(
    [
      ['nock, JSON', JSON.parse(answer), {}, [], json],
      [
        'nock, a stream in hex',
        frame.toString('hex'),
        { responseIsBinary: true },
        ['Content-Type', stream.type],
        stream,
      ],
      ['nock, compressed', [zipped.toString('hex')], {}, ['Content-Encoding', 'gzip'], json],
    ] as const
  ).map(
    ([name, response, more, rawHeaders, expected]) =>
      [
        name,
        JSON.stringify([
          {
            scope: 'https://bedrock-runtime.us-east-1.amazonaws.com:443',
            method: 'POST',
            path: new URL(url).pathname,
            body: asked,
            status: 200,
            response,
            rawHeaders,
            ...more,
          },
        ]),
        expected,
      ] as const,
  ),
]
