import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Cursor } from './cursor.ts'
import { readCalls, type TextCall } from './dialects.ts'
import { readLiteral } from './literal.ts'

const offered = new Set(['f', 'g', 'get_weather', 'brave_search', 'a-b'])
const f = (input: TextCall['input'] = {}): TextCall => ({ name: 'f', input })
const g = (input: TextCall['input'] = {}): TextCall => ({ name: 'g', input })

describe('calls', () => {
  it.each<[string, string, TextCall[]]>([
    ['JSON', '{"name":"f","parameters":{"a":"b","n":1}}', [f({ a: 'b', n: 1 })]],
    ['JSON with arguments', '{"name": "f", "arguments": {"a": null}}', [f({ a: null })]],
    ['JSON with a type', '{"type": "function", "name": "f", "parameters": {"n": "10"}}', [f({ n: '10' })]],
    ['JSON one level down', '{"type":"function","function":{"name":"f","arguments":"{\\"a\\":1}"}}', [f({ a: 1 })]],
    ['JSON with the name in `function`', '{"type":"function","function":"f","parameters":{}}', [f()]],
    ['JSON without parameters', '{"name":"f","parameters":null}', [f()]],
    ['JSON behind its token', '<|python_tag|>{\n    "name": "f",\n    "parameters": {}\n}<|eom_id|>', [f()]],
    [
      'JSON in a list',
      '[{"name":"f","parameters":{}}, {"name":"g","parameters":{"x":[1,{"k":true}]}}]',
      [f(), g({ x: [1, { k: true }] })],
    ],
    ['JSON by semicolons', '{"name":"f","parameters":{}}; {"name":"g","parameters":{}}', [f(), g()]],
    ['JSON by lines', '\n{"name":"f","parameters":{}}\n{"name":"g","parameters":{}}\n', [f(), g()]],
    ['JSON in Python’s spelling', "{'name': 'f', 'parameters': {'a': None, 'b': True,}}", [f({ a: null, b: true })]],
    ['a tag', '<function=f>{"n": 10}</function>', [f({ n: 10 })]],
    ['a tag without its end', '<function=f>{"n": 10}<|eot_id|>', [f({ n: 10 })]],
    ['a tag with nothing in it', '<function=a-b></function>', [{ name: 'a-b', input: {} }]],
    ['tags', '<function=f>{}</function>\n<function=g>{"a":"</function>"}</function>', [f(), g({ a: '</function>' })]],
    [
      'Python',
      '[get_weather(city=\'San Francisco\', metric="celsius")]',
      [{ name: 'get_weather', input: { city: 'San Francisco', metric: 'celsius' } }],
    ],
    [
      'several in Python',
      '[f(a="b", n=-1.5e3, x=[1,{"k":None}]), g()]',
      [f({ a: 'b', n: -1500, x: [1, { k: null }] }), g()],
    ],
    ['Python without a list', 'f(a=False)', [f({ a: false })]],
    ['Python between Llama 4’s tokens', '<|python_start|>[f()]<|python_end|><|eot|>', [f()]],
    [
      'Meta’s own form',
      '<|python_tag|>brave_search.call(query="latest price of 1oz gold")',
      [{ name: 'brave_search', input: { query: 'latest price of 1oz gold' } }],
    ],
    ['quotes within quotes', `[f(a='it\\'s "so"', b="\\u00e9\\n\\x41\\\\")]`, [f({ a: `it's "so"`, b: 'é\nA\\' })]],
  ])('are read: %s', (_, text, calls) => expect(readCalls(text, offered)).toEqual(calls))

  it.each([
    ['nothing', ''],
    ['blanks', ' \n'],
    ['prose', 'The weather is fine.'],
    ['prose before', 'Sure! {"name":"f","parameters":{}}'],
    ['prose behind', '{"name":"f","parameters":{}} That should do.'],
    ['a tool that was not offered', '{"name":"rm","parameters":{}}'],
    ['one of two not offered', '[f(), rm()]'],
    ['a member of every object', '{"name":"constructor","parameters":{}}'],
    ['a person', '{"name":"f","age":3}'],
    ['arguments that are a list', '{"name":"f","parameters":[1]}'],
    ['arguments that are broken', '{"name":"f","arguments":"{\\"a\\":"}'],
    ['a list of numbers', '[1, 2]'],
    ['an empty list', '[]'],
    ['a list that is not closed', '[f()'],
    ['a list that is not opened', 'f()]'],
    ['an answer cut in an argument', '[f(a="b'],
    ['an answer cut in JSON', '{"name":"f","parameters":{"a":'],
    ['an argument without a name', 'f("Paris")'],
    ['a sum', 'f(a=1+2)'],
    ['a name with no call', 'f'],
    ['a tag that holds no object', '<function=f>1</function>'],
    ['two dialects', '{"name":"f","parameters":{}}\n[g()]'],
    ['a wrong escape', '[f(a="\\UFFFFFFFF")]'],
  ])('are not read: %s', (_, text) => expect(readCalls(text, offered)).toBeUndefined())

  it('give only own members', () => {
    const [call] = readCalls('[f(__proto__={"polluted": 1}, a={"__proto__": 2})]', offered) ?? []
    expect(Object.keys(call?.input ?? {})).toEqual(['__proto__', 'a'])
    expect(Object.getPrototypeOf(call?.input)).toBe(Object.prototype)
    expect(JSON.stringify(call?.input)).toBe('{"__proto__":{"polluted":1},"a":{"__proto__":2}}')
    expect('polluted' in {}).toBe(false)
  })
})

/** JSON as a tool's input holds it, no deeper than the parser goes. */
const json = fc.jsonValue({ maxDepth: 6 })

describe('literals', () => {
  const read = (text: string) => readLiteral(new Cursor(text))

  it('reads JSON as JSON.parse does', () => {
    fc.assert(
      fc.property(json, fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent)
        expect(JSON.stringify(read(text))).toBe(JSON.stringify(JSON.parse(text)))
      }),
    )
  })

  it('goes 64 deep and no deeper', () => {
    const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`
    expect(JSON.stringify(read(nested(64)))).toBe(nested(64))
    expect(read(nested(66))).toBeUndefined()
  })

  it.each(['-', '1.2.3', '1-2', 'e5', '1e999', 'nul', 'nan', '', '"a', '\'a"', '{1:2}', '{"a" 1}', '[1 2]'])(
    'refuses %j',
    (text) => expect(read(text)).toBeUndefined(),
  )
})

const python = (value: unknown): string => {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'string')
    return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
  if (Array.isArray(value)) return `[${value.map(python).join(', ')}]`
  if (typeof value !== 'object') return String(value)
  return `{${Object.entries(value)
    .map(([key, item]) => `${python(key)}: ${python(item)}`)
    .join(', ')}}`
}

const input = fc.dictionary(fc.stringMatching(/^[a-z_]\w{0,8}$/), json, { maxKeys: 4 })
const calls = fc.array(fc.record({ name: fc.constantFrom('f', 'g'), input }), { minLength: 1, maxLength: 3 })

describe('any calls', () => {
  const dialects: Readonly<Record<string, (call: { name: string; input: object }) => string>> = {
    JSON: ({ name, input }) => JSON.stringify({ name, parameters: input }),
    tags: ({ name, input }) => `<function=${name}>${JSON.stringify(input)}</function>`,
    Python: ({ name, input }) =>
      `${name}(${Object.entries(input)
        .map(([key, value]) => `${key}=${python(value)}`)
        .join(', ')})`,
  }

  it.each(Object.entries(dialects))('come back from %s', (_, write) => {
    fc.assert(
      fc.property(calls, fc.constantFrom('\n', '; ', ', '), fc.boolean(), (said, separator, listed) => {
        const joined = said.map(write).join(separator)
        const text = listed ? `[${joined}]` : joined
        expect(JSON.stringify(readCalls(text, offered))).toBe(JSON.stringify(said))
      }),
    )
  })

  it('and any text without an offered name stays text, and never throws', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string(),
            fc.constantFrom('{', '[', '"name"', ':', '"x"', '(', ')', '=', '<function=', '>', "'", '\\'),
          ),
        ),
        (pieces) => {
          expect(readCalls(pieces.join(''), new Set())).toBeUndefined()
        },
      ),
    )
  })
})

describe('a mebibyte of hostile text takes one pass', () => {
  const mebibyte = 2 ** 20
  const whole = JSON.stringify({ name: 'f', parameters: { a: 'x'.repeat(50) } })
  it.each([
    ['[', ''],
    ['{', ''],
    ['{"a":', ''],
    ['"', ''],
    ["'", '{'],
    ['\\', '["'],
    ['\\"', '["'],
    ['1', ''],
    ['1', '[f(a='],
    ['1.', ''],
    [' ', ''],
    [' ', '{'],
    ['<|python_tag|>', ''],
    ['<|python_tag|>', '['],
    ['<function=', ''],
    ['<function=f>', ''],
    ['<function=f>{}', ''],
    ['f(', ''],
    ['f()', ''],
    ['f(),', '['],
    ['a=', 'f('],
    ['a=1,', 'f('],
    [',', '['],
    [';', 'f()'],
    ['f', ''],
    ['a', 'f(a='],
    [`${whole};`, ''],
    ['{"name":"f","arguments":"', ''],
    ['\\u', '["'],
    [']', '['],
    ['}', '{'],
  ])('%j after %j', (piece, start) => {
    const text = start + piece.repeat(mebibyte / piece.length)
    const started = performance.now()
    readCalls(text, offered)
    expect(performance.now() - started).toBeLessThan(1500)
  })

  it('however deep arguments hide in arguments', () => {
    let text = '{}'
    for (let depth = 0; depth < 14; depth += 1) text = JSON.stringify({ name: 'f', arguments: text })
    const started = performance.now()
    expect(readCalls(text, offered)).toEqual([f({ name: 'f', arguments: expect.any(String) })])
    expect(performance.now() - started).toBeLessThan(1500)
  })
})
