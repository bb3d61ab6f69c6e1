import { generateText, streamText } from '@x/bedrock-core'
import { afterEach, describe, expect, it } from 'vitest'
import { asking, delta, served, stopAll, stream } from './test/chat-server.ts'

afterEach(stopAll)

describe('a proxied model that fails', () => {
  it('is not given what it cannot take', async () => {
    const { url, bodies } = await served(stream())
    const data = new Uint8Array([1, 2, 3])
    const content = [
      { type: 'file', mediaType: 'application/pdf', filename: 'a', data },
      { type: 'text', text: 'hm' },
    ] as const
    const asked = generateText({ model: await asking(url), messages: [{ role: 'user', content }] })
    await expect(asked).rejects.toMatchObject({
      code: 'validation',
      message: expect.stringContaining('document (pdf)'),
    })
    expect(bodies).toEqual([])
  })

  it.each([
    [400, 'validation'],
    [401, 'access-denied'],
    [404, 'not-found'],
    [429, 'throttled'],
    [500, 'model-error'],
    [503, 'unavailable'],
  ])('its status %i is our %s', async (status, code) => {
    const { url } = await served(
      (response) => void response.writeHead(status).end('{"error":{"message":"no such model"}}'),
    )
    const asked = generateText({ model: await asking(url), prompt: 'Hi' })
    await expect(asked).rejects.toMatchObject({ code, message: expect.stringContaining('no such model') })
  })

  it('that fails or breaks off midway ends in an exception frame, and one that is not there in an HTTP error', async () => {
    const told = async (url: string) => {
      let text = ''
      try {
        for await (const piece of streamText({ model: await asking(url), prompt: 'Hi' }).textStream) text += piece
        return [text]
      } catch (error) {
        return [text, error]
      }
    }
    const failing = await served(stream(delta({ content: 'Half ' }), { error: { message: 'out of memory' } }))
    expect(await told(failing.url)).toEqual([
      'Half ',
      expect.objectContaining({ code: 'model-error', message: expect.stringContaining('out of memory') }),
    ])
    const breaking = await served(stream(delta({ content: 'Half ' })))
    expect(await told(breaking.url)).toEqual(['Half ', expect.objectContaining({ code: 'model-error' })])
    expect(await told('http://127.0.0.1:9/v1')).toEqual(['', expect.objectContaining({ code: 'unavailable' })])
  })

  it('is told when the caller has gone, and who asks where it wants to know', async () => {
    let left = (): void => undefined
    const gone = new Promise<void>((resolve) => {
      left = resolve
    })
    let authorization: string | undefined
    const { url } = await served((response, _, request) => {
      authorization = request.headers.authorization
      response.on('close', left)
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(`data: ${JSON.stringify(delta({ content: 'On and on' }))}\n\n`)
    })
    const bedrock = await asking(url, { apiKey: 'local-key' })
    for await (const _ of streamText({ model: bedrock, prompt: 'Hi' }).textStream) break
    await gone
    expect(authorization).toBe('Bearer local-key')
  })
})
