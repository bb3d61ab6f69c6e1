const style = `
:root { color-scheme: light dark; font: 14px/1.5 system-ui, sans-serif; --line: light-dark(#d4d4d8, #3f3f46); --soft: light-dark(#52525b, #a1a1aa); --mark: light-dark(#e0ecff, #1e2f4d); --bad: light-dark(#b00020, #ff8a80); }
body { margin: 0; background: light-dark(#fff, #18181b); color: light-dark(#18181b, #f4f4f5); }
header { padding: 1rem; border-bottom: 1px solid var(--line); }
h1 { font-size: 1.1rem; margin: 0; } h2 { font-size: 1rem; overflow-wrap: anywhere; } h3 { font-size: .9rem; margin-bottom: .25rem; }
p { margin: .25rem 0; color: var(--soft); }
main { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
@media (max-width: 60rem) { main { grid-template-columns: minmax(0, 1fr); } }
section { padding: 1rem; min-width: 0; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .3rem .5rem; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
tr[aria-current] { background: var(--mark); }
button { font: inherit; color: inherit; background: none; border: 0; padding: 0; text-align: left; text-decoration: underline; cursor: pointer; overflow-wrap: anywhere; }
:focus-visible { outline: 2px solid light-dark(#1d4ed8, #93c5fd); outline-offset: 2px; }
pre { margin: .25rem 0; padding: .5rem; border: 1px solid var(--line); border-radius: 4px; white-space: pre-wrap; overflow-wrap: anywhere; max-height: 24rem; overflow: auto; }
.bad { color: var(--bad); }`

const script = `
const $ = (id) => document.getElementById(id)
const node = (name, text, attributes = {}) => {
  const made = document.createElement(name)
  if (text !== undefined) made.textContent = text
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  return made
}
const base = location.pathname.replace(/\\/+$/, '')
const get = async (path) => (await fetch(base + path)).json()
let chosen, waiting, again
const outcome = (call) => call.exception ?? (call.status === undefined ? 'running' : String(call.status))
const showList = async () => {
  const calls = await get('/calls')
  $('count').textContent = calls.length === 0 ? 'No calls yet.' : calls.length + ' calls, the newest first.'
  const had = document.activeElement?.dataset?.call
  $('calls').replaceChildren(...calls.reverse().map((call) => {
    const row = node('tr', undefined, call.id === chosen ? { 'aria-current': 'true' } : {})
    const name = node('td')
    const button = node('button', call.operation ?? call.path, { type: 'button', 'data-call': call.id })
    button.addEventListener('click', () => choose(call.id))
    name.append(button)
    row.append(node('td', new Date(call.startedAt).toLocaleTimeString()), name, node('td', call.model ?? ''),
      node('td', outcome(call), outcome(call) === '200' || outcome(call) === 'running' ? {} : { class: 'bad' }),
      node('td', call.tokens ?? ''), node('td', call.ms === undefined ? '' : call.ms + ' ms'))
    return row
  }))
  if (had) document.querySelector('[data-call="' + CSS.escape(had) + '"]')?.focus()
}
const json = (value) => node('pre', typeof value === 'string' ? value : JSON.stringify(value, null, 2), { tabindex: '0' })
const showCall = async () => {
  if (chosen === undefined) return
  const call = await get('/calls/' + encodeURIComponent(chosen))
  const parts = [node('h2', call.request.method + ' ' + call.request.path), node('p', 'Request id ' + call.id)]
  const add = (title, value) => value === undefined || parts.push(node('h3', title), json(value))
  add('Request headers', call.request.headers)
  add('Request body', call.request.body)
  add('Response ' + (call.response?.status ?? ''), call.response?.headers)
  add('Response body', call.response?.body)
  if (call.frames.length > 0) {
    parts.push(node('h3', call.frames.length + (call.moreFrames > 0 ? ' frames and ' + call.moreFrames + ' more' : ' frames')))
    for (const frame of call.frames) {
      const details = node('details')
      const name = frame.broken ?? frame.headers[':event-type'] ?? frame.headers[':exception-type'] ?? 'frame'
      details.append(node('summary', '+' + (frame.at - call.startedAt) + ' ms, ' + frame.bytes + ' bytes: ' + name, frame.broken ? { class: 'bad' } : {}))
      if (!frame.broken) details.append(json(frame.headers), json(frame.payload))
      parts.push(details)
    }
  }
  if (call.end) parts.push(node('p', 'Ended ' + { whole: 'whole', broken: 'broken off', left: 'when the caller left' }[call.end.how] + ' after ' + (call.end.at - call.startedAt) + ' ms.'))
  const open = [...$('call').querySelectorAll('details')].map((one) => one.open)
  $('call').replaceChildren(...parts)
  for (const [at, one] of [...$('call').querySelectorAll('details')].entries()) one.open = open[at] ?? false
}
const choose = (id) => { if (id !== chosen) $('call').replaceChildren(); chosen = id; refresh() }
const refresh = () => {
  if (waiting) { again = true; return }
  waiting = true
  setTimeout(async () => {
    try { await showList(); await showCall() } catch { $('live').textContent = 'The local Bedrock does not answer.' }
    waiting = false
    if (again) { again = false; refresh() }
  }, 100)
}
const events = new EventSource(base + '/events')
events.onopen = () => { $('live').textContent = 'Live.'; refresh() }
events.onmessage = refresh
events.onerror = () => { $('live').textContent = 'Not connected; trying again.' }
refresh()`

/** The page that shows the calls: one document that loads nothing else. @param nonce lets its own script and style run, and no other */
export const pageHtml = (nonce: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Local Bedrock: calls</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<header><h1>Local Bedrock</h1><p>Answers here are simulated, recorded or proxied. Headers that may hold a secret are hidden. <span id="live" role="status">Connecting.</span></p></header>
<main>
<section aria-labelledby="list"><h2 id="list">Calls</h2><p id="count">No calls yet.</p>
<table><thead><tr><th scope="col">Time</th><th scope="col">Operation</th><th scope="col">Model</th><th scope="col">Outcome</th><th scope="col">Tokens</th><th scope="col">Took</th></tr></thead><tbody id="calls"></tbody></table></section>
<section id="call" aria-label="The chosen call"><p>Choose a call to see its request, frames and answer.</p></section>
</main>
<script nonce="${nonce}">${script}</script>
</body>
</html>
`
