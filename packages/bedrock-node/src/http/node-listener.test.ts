import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { serve } from '../testing/serve.ts'
import { sleep, until } from '../testing/wait.ts'
import { toNodeListener } from './node-listener.ts'

/** An endless answer that tells what becomes of it. */
const endless = () => {
  const seen = { pulled: 0, cancelled: false, aborted: false }
  const handler = (request: Request): Response => {
    request.signal.addEventListener('abort', () => {
      seen.aborted = true
    })
    const body = new ReadableStream({
      pull: (controller) => {
        seen.pulled++
        controller.enqueue(new Uint8Array(64 * 1024))
      },
      cancel: () => {
        seen.cancelled = true
      },
    })
    return new Response(body)
  }
  return { seen, handler }
}

/** A client that asks and then reads nothing. */
const stall = (url: string) => {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.pause()
  socket.write('GET / HTTP/1.1\r\nhost: localhost\r\n\r\n')
  return socket
}

test('a client that stalls stops the source; one that leaves cancels it', async () => {
  const { seen, handler } = endless()
  const { url } = await serve(toNodeListener(handler))
  const socket = stall(url)
  await until('the source was pulled', () => seen.pulled > 0)
  let before = -1
  while (before !== seen.pulled) {
    before = seen.pulled
    await sleep(200)
  }
  expect(seen.pulled).toBeLessThan(512)
  expect(seen.cancelled).toBe(false)

  socket.destroy()
  await until('the body was cancelled and the request aborted', () => seen.cancelled && seen.aborted, 2000)
  const atRest = seen.pulled
  await sleep(100)
  expect(seen.pulled).toBe(atRest)
})

test('chunks leave as they come', async () => {
  let release = (): void => {}
  const held = new Promise<void>((done) => {
    release = done
  })
  const handler = (): Response =>
    new Response(
      new ReadableStream({
        start: async (controller) => {
          controller.enqueue(new TextEncoder().encode('first'))
          await held
          controller.enqueue(new TextEncoder().encode('second'))
          controller.close()
        },
      }),
      { headers: { 'content-type': 'text/event-stream' } },
    )
  const { url } = await serve(toNodeListener(handler))
  const response = await fetch(url)
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader?.read())?.value).toBe('first')
  release()
  expect((await reader?.read())?.value).toBe('second')
  expect((await reader?.read())?.done).toBe(true)
})

test('the request carries method, address, headers and body', async () => {
  const handler = async (request: Request): Promise<Response> =>
    Response.json([request.method, new URL(request.url).pathname, request.headers.get('x-test'), await request.text()])
  const { url } = await serve(toNodeListener(handler))
  const response = await fetch(`${url}/api/chat`, { method: 'POST', headers: { 'x-test': '1' }, body: 'hello' })
  expect(await response.json()).toEqual(['POST', '/api/chat', '1', 'hello'])
})

test('what the handler throws reaches onError and not the client', async () => {
  const errors: unknown[] = []
  const thrown = new Error('the key is hunter2')
  const listener = toNodeListener(() => Promise.reject(thrown), { onError: (error) => errors.push(error) })
  const { url } = await serve(listener)
  const response = await fetch(url)
  expect(response.status).toBe(500)
  expect(await response.text()).not.toContain('hunter2')
  expect(errors).toEqual([thrown])
})

test('a body that fails cuts the connection instead of ending it cleanly', async () => {
  const handler = (): Response => {
    let chunks = 0
    return new Response(
      new ReadableStream({
        pull: (controller) =>
          chunks++ === 0 ? controller.enqueue(new Uint8Array(3)) : controller.error(new Error('cut')),
      }),
    )
  }
  const { url } = await serve(toNodeListener(handler))
  await expect(fetch(url).then((response) => response.arrayBuffer())).rejects.toThrow()
})
