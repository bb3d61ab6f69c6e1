import {
  AccessDeniedException,
  BedrockRuntimeClient,
  type BedrockRuntimeClientConfig,
  ConverseCommand,
  ConverseStreamCommand,
  InternalServerException,
  InvokeModelCommand,
  InvokeModelWithResponseStreamCommand,
  ModelNotReadyException,
  ModelStreamErrorException,
  ModelTimeoutException,
  ServiceUnavailableException,
  ThrottlingException,
  ValidationException,
} from '@aws-sdk/client-bedrock-runtime'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { testIdentity } from '@x/bedrock-local'
import { describe, expect, it } from 'vitest'
import { watched } from './watched.ts'

const model = 'us.anthropic.claude-haiku-4-5-20251001-v1:0'
const arn = `arn:aws:bedrock:us-east-1:123456789012:inference-profile/${model}`
const { url, calls } = watched('The AWS SDK')

const messages = (text: string) => [{ role: 'user' as const, content: [{ text }] }]
const claudeBody = (text: string, more: object = {}) =>
  JSON.stringify({
    anthropic_version: 'bedrock-2023-05-31',
    max_tokens: 2000,
    messages: [{ role: 'user', content: text }],
    ...more,
  })

const transports: readonly (readonly [string, () => BedrockRuntimeClientConfig])[] = [
  ['HTTP/2, its default', () => ({})],
  ['HTTP/1.1', () => ({ requestHandler: new NodeHttpHandler() })],
]

describe.each(transports)('the AWS SDK over %s', (_name, transport) => {
  const clientWith = (more: BedrockRuntimeClientConfig = {}): BedrockRuntimeClient =>
    new BedrockRuntimeClient({
      region: 'us-east-1',
      endpoint: url(),
      credentials: { accessKeyId: testIdentity.accessKeyId, secretAccessKey: testIdentity.secretAccessKey },
      maxAttempts: 1,
      ...transport(),
      ...more,
    })

  it.each([model, arn, 'anthropic.claude-3-haiku-20240307-v1:0'])('converses with %s', async (modelId) => {
    const answer = await clientWith().send(new ConverseCommand({ modelId, messages: messages('echo Grüße 🌍') }))
    expect(answer.output?.message?.content).toEqual([{ text: 'Grüße 🌍' }])
    expect(answer.stopReason).toBe('end_turn')
    expect(answer.usage?.totalTokens).toBe((answer.usage?.inputTokens ?? 0) + (answer.usage?.outputTokens ?? 0))
    expect(calls.at(-1)).toMatchObject({ model: modelId, operation: 'converse', status: 200, by: 'signature' })
  })

  it('streams Converse: text, reasoning with its signature, a tool call', async () => {
    const { stream } = await clientWith().send(
      new ConverseStreamCommand({
        modelId: model,
        messages: messages('What is the weather in Berlin?'),
        toolConfig: {
          tools: [
            {
              toolSpec: {
                name: 'get_weather',
                description: 'Weather of a city',
                inputSchema: { json: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] } },
              },
            },
          ],
        },
      }),
    )
    let text = ''
    let input = ''
    const kinds = new Set<string>()
    for await (const event of stream ?? []) {
      kinds.add(Object.keys(event)[0] ?? '')
      text += event.contentBlockDelta?.delta?.text ?? ''
      input += event.contentBlockDelta?.delta?.toolUse?.input ?? ''
      if (event.contentBlockStart?.start?.toolUse)
        expect(event.contentBlockStart.start.toolUse).toMatchObject({
          name: 'get_weather',
          toolUseId: expect.stringMatching(/^tooluse_\w{22}$/),
        })
      if (event.messageStop) expect(event.messageStop.stopReason).toBe('tool_use')
    }
    expect(text).toContain('get_weather')
    expect(JSON.parse(input)).toEqual({ city: 'Berlin' })
    expect([...kinds]).toEqual([
      'messageStart',
      'contentBlockDelta',
      'contentBlockStop',
      'contentBlockStart',
      'messageStop',
      'metadata',
    ])
  })

  it('streams the same text as it answers whole', async () => {
    const client = clientWith()
    const whole = await client.send(new ConverseCommand({ modelId: model, messages: messages('markdown, please') }))
    const { stream } = await client.send(
      new ConverseStreamCommand({ modelId: model, messages: messages('markdown, please') }),
    )
    let text = ''
    for await (const event of stream ?? []) text += event.contentBlockDelta?.delta?.text ?? ''
    expect(text).toBe(whole.output?.message?.content?.[0]?.text)
    expect(text).toContain('| --- |')
  })

  it('invokes Claude', async () => {
    const answer = await clientWith().send(
      new InvokeModelCommand({
        modelId: arn,
        body: claudeBody('hello', { thinking: { type: 'enabled', budget_tokens: 1024 } }),
      }),
    )
    const body = JSON.parse(new TextDecoder().decode(answer.body))
    expect(answer.contentType).toBe('application/json')
    expect(body).toMatchObject({
      model: 'claude-haiku-4-5-20251001',
      id: expect.stringMatching(/^msg_bdrk_01\w{22}$/),
      stop_reason: 'end_turn',
      content: [{ type: 'thinking', signature: expect.any(String) }, { type: 'text' }],
    })
  })

  it('invokes Claude streamed, with metrics in the last chunk', async () => {
    const answer = await clientWith().send(
      new InvokeModelWithResponseStreamCommand({ modelId: model, body: claudeBody('hello') }),
    )
    expect(answer.contentType).toBe('application/json')
    const events = []
    for await (const event of answer.body ?? []) events.push(JSON.parse(new TextDecoder().decode(event.chunk?.bytes)))
    expect(events[0]).toMatchObject({ type: 'message_start', message: { role: 'assistant', content: [] } })
    expect(events.filter((event) => 'amazon-bedrock-invocationMetrics' in event)).toHaveLength(1)
    expect(events.at(-1)).toMatchObject({
      type: 'message_stop',
      'amazon-bedrock-invocationMetrics': { inputTokenCount: expect.any(Number), outputTokenCount: expect.any(Number) },
    })
  })

  it('throws typed exceptions before the stream and within it', async () => {
    const client = clientWith()
    await expect(client.send(new ConverseCommand({ modelId: model, messages: messages('fail') }))).rejects.toThrow(
      ThrottlingException,
    )
    await expect(
      client.send(new ConverseStreamCommand({ modelId: model, messages: messages('fail') })),
    ).rejects.toThrow(ThrottlingException)
    const unknown = await client
      .send(new ConverseCommand({ modelId: 'no.such-model', messages: messages('hi') }))
      .catch((error: unknown) => error)
    expect(unknown).toBeInstanceOf(ValidationException)
    expect(unknown).toMatchObject({
      message: 'The provided model identifier is invalid.',
      $metadata: { httpStatusCode: 400 },
    })
    await expect(client.send(new ConverseCommand({ modelId: model, messages: messages(' ') }))).rejects.toThrow(
      /messages\.0\.content\.0 is blank/,
    )
    const { stream } = await client.send(
      new ConverseStreamCommand({ modelId: model, messages: messages('fail midway') }),
    )
    let text = ''
    await expect(async () => {
      for await (const event of stream ?? []) text += event.contentBlockDelta?.delta?.text ?? ''
    }).rejects.toThrow(ModelStreamErrorException)
    expect(text).toContain('begins well')
  })

  it('throws a typed exception within InvokeModel’s stream, after what was said', async () => {
    const { body } = await clientWith().send(
      new InvokeModelWithResponseStreamCommand({ modelId: model, body: claudeBody('fail midway') }),
    )
    let text = ''
    await expect(async () => {
      for await (const event of body ?? [])
        text += JSON.parse(new TextDecoder().decode(event.chunk?.bytes)).delta?.text ?? ''
    }).rejects.toThrow(ModelStreamErrorException)
    expect(text).toContain('begins well')
  })

  it.each<[prompt: string, exception: abstract new (...those: never[]) => Error, status: number]>([
    ['fail server', InternalServerException, 500],
    ['fail unavailable', ServiceUnavailableException, 503],
    ['fail access', AccessDeniedException, 403],
    ['fail ready', ModelNotReadyException, 429],
    ['fail timeout', ModelTimeoutException, 408],
    ['fail context', ValidationException, 400],
  ])('throws what "%s" asks for', async (prompt, exception, status) => {
    const sent = clientWith().send(new ConverseCommand({ modelId: model, messages: messages(prompt) }))
    const error = await sent.catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(exception)
    expect(error).toMatchObject({ $metadata: { httpStatusCode: status, requestId: expect.any(String) } })
  })

  it('is let in after a throttled attempt by the SDK’s own retry', async () => {
    const answer = await clientWith({ maxAttempts: 2 }).send(
      new ConverseCommand({ modelId: model, messages: messages(`fail once ${_name}`) }),
    )
    expect(answer.$metadata.attempts).toBe(2)
    expect(answer.output?.message?.content?.[0]?.text).toContain('second one')
  })

  it.each([
    [
      'a wrong secret',
      { credentials: { accessKeyId: testIdentity.accessKeyId, secretAccessKey: 'wrong' } },
      'InvalidSignatureException',
      /does not match/,
    ],
    [
      'an unknown key',
      { credentials: { accessKeyId: 'AKIAUNKNOWN', secretAccessKey: 'x' } },
      'UnrecognizedClientException',
      /token included in the request is invalid/,
    ],
  ])('is refused with %s', async (_what, more, name, message) => {
    const sent = clientWith(more).send(new ConverseCommand({ modelId: model, messages: messages('hi') }))
    await expect(sent).rejects.toMatchObject({
      name,
      message: expect.stringMatching(message),
      $metadata: { httpStatusCode: 403 },
    })
  })
})
