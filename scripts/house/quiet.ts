/**
 * Imports the files named and prints, as JSON, what the world would have noticed of it: the environment read, a clock, a
 * timer, the network, chance, a new global. `node --conditions=bedrock-source scripts/house/quiet.ts <file> …`
 */
import { pathToFileURL } from 'node:url'

const noticed = new Set<string>()

const watch = (holder: object, key: string, name: string): void => {
  const original: unknown = Reflect.get(holder, key)
  if (typeof original !== 'function') throw new Error(`${name} is not a function here.`)
  const watched = new Proxy(original, {
    apply: (target, self, values) => {
      noticed.add(name)
      return Reflect.apply(target, self, values)
    },
    construct: (target, values, as) => {
      noticed.add(name)
      return Reflect.construct(target, values, as)
    },
  })
  Object.defineProperty(holder, key, { value: watched, configurable: true, writable: true })
}

// Node makes its own fetch on first use, with globals and all: that is not the doing of what is imported here.
new Request('data:,')

for (const key of ['fetch', 'setTimeout', 'setInterval', 'queueMicrotask', 'Date']) watch(globalThis, key, key)
for (const key of ['getRandomValues', 'randomUUID']) watch(crypto, key, `crypto.${key}`)
watch(Math, 'random', 'Math.random')
watch(Date, 'now', 'Date.now')
const before = new Set(Reflect.ownKeys(globalThis))

const environment = process.env
process.env = new Proxy(environment, {
  get: (target, key) => {
    noticed.add(`process.env.${String(key)}`)
    return Reflect.get(target, key)
  },
})

for (const file of process.argv.slice(2)) await import(pathToFileURL(file).href)

process.env = environment
for (const key of Reflect.ownKeys(globalThis)) if (!before.has(key)) noticed.add(`globalThis.${String(key)}`)
// Node's own module loader reads these for each file.
for (const name of ['WATCH_REPORT_DEPENDENCIES', 'NODE_V8_COVERAGE']) noticed.delete(`process.env.${name}`)
console.log(JSON.stringify([...noticed]))
