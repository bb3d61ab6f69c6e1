import { apiKey } from '@x/bedrock-auth'
import { claude } from '@x/bedrock-claude'
import { createBedrock, streamText } from '@x/bedrock-core'
import { memoryStreamStore, readChatRequest, resumeUIResponse, toResumableUIResponse } from '@x/bedrock-core/ui'
import { scripted, testIdentity } from '@x/bedrock-local'
import { startLocalBedrock } from '@x/bedrock-local/server'
import type { WebHandler } from '@x/bedrock-node'
import { build } from 'esbuild'
import { servers } from './servers.ts'

const html = `<!doctype html><html lang="en"><title>Chat</title><body>
<div contenteditable role="textbox" aria-label="Question"></div><button>Send</button><button id="stop">Stop</button>
<p id="status"></p><output></output><script type="module" src="/page.js"></script></body></html>`

const bundle = async (page: string): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [`${import.meta.dirname}/${page}`],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    conditions: ['bedrock-source', 'browser'],
  })
  return outputFiles[0]?.text ?? ''
}

const typed = (text: string, type: string): Response => new Response(text, { headers: { 'content-type': type } })

export interface Site {
  readonly url: string
  /** What reached Bedrock: calls, and those that were left before their end. */
  readonly seen: { readonly calls: number; readonly left: number }
  /** What browsers asked of the chat's route: the method, and whether they named the last event they had seen. */
  readonly asked: readonly string[]
  close(): Promise<void>
}

/** A page, its chat route, and a slow Bedrock behind. */
export const startSite = async (page = 'page.ts'): Promise<Site> => {
  const asked: string[] = []
  const seen = { calls: 0, left: 0 }
  const local = await startLocalBedrock({
    answerer: scripted({ pace: 50 }),
    watch: (event) => {
      if (event.type === 'request') seen.calls++
      if (event.type === 'end' && event.how === 'left') seen.left++
    },
  })
  const auth = apiKey(testIdentity.apiKey)
  const bedrock = createBedrock({ region: 'us-east-1', auth, families: [claude()], endpoint: local.url })
  const model = bedrock('us.anthropic.claude-sonnet-4-5-20250929-v1:0')
  const store = memoryStreamStore()
  const script = await bundle(page)
  const handler: WebHandler = async (request) => {
    const { pathname } = new URL(request.url)
    if (pathname === '/') return typed(html, 'text/html')
    if (pathname === '/page.js') return typed(script, 'text/javascript')
    asked.push(`${request.method}${request.headers.has('last-event-id') ? ' on' : ''}`)
    if (pathname === '/api/chat') {
      const { id = '', messages } = await readChatRequest(request)
      return toResumableUIResponse(streamText({ model, messages }), { store, chatId: id })
    }
    const [, chatId] = /^\/api\/chat\/([^/]+)\/stream$/.exec(pathname) ?? []
    return chatId === undefined ? new Response(null, { status: 404 }) : resumeUIResponse(request, { store, chatId })
  }
  const serving = await servers['Node http']?.(handler)
  return {
    seen,
    asked,
    url: `http://127.0.0.1:${serving?.port}/`,
    async close() {
      serving?.close()
      await local.close()
    },
  }
}
