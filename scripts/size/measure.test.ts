import { describe, expect, it } from 'vitest'
import { weigh, weighBeside } from './measure.ts'

const core = 'packages/bedrock-core/src'

describe('a bundle', () => {
  const optional =
    /\/(verbs|retrieval|converse|ui|tools|schema|object|json|reliability|observe|testing)$|bedrock-(?!core)|opentelemetry/
  const streaming = `import { createBedrock, streamText } from '@x/bedrock-core'\nconsole.log(createBedrock, streamText)\n`
  const optionalOf = async (code: string): Promise<string[]> => {
    const { parts } = await weigh(code)
    const from = parts.map(([origin]) => origin)
    expect(from).toContain(`${core}/client`)
    return from.filter((origin) => optional.test(origin))
  }

  it('that streams text holds nothing of what else there is', async () => {
    expect(await optionalOf(streaming)).toEqual([])
  })

  it.each([
    ['generateObject', '@x/bedrock-core', 'object'],
    ['runTools', '@x/bedrock-core', 'tools'],
    ['embed', '@x/bedrock-core', 'verbs'],
    ['failover', '@x/bedrock-core', 'reliability'],
    ['rateLimiter', '@x/bedrock-core', 'reliability'],
    ['logger', '@x/bedrock-core', 'observe'],
    ['telemetry', '@x/bedrock-core/telemetry', 'observe'],
    ['toUIResponse', '@x/bedrock-core/ui', 'ui'],
  ])('holds %s once it is imported', async (name, from, folder) => {
    const code = `${streaming}import { ${name} } from '${from}'\nconsole.log(${name})`
    expect(await optionalOf(code)).toContain(`${core}/${folder}`)
  })

  it('holds the tables of models once they are imported', async () => {
    const code = `${streaming}import { cost } from '@x/bedrock-models'\nconsole.log(cost)`
    expect(await optionalOf(code)).toContainEqual(expect.stringContaining('bedrock-models'))
  })

  it('that runs tools holds the loop and the schemas', async () => {
    const { parts } = await weigh(`import { createBedrock, runTools, tool } from '@x/bedrock-core'
console.log(createBedrock, runTools, tool)`)
    const from = parts.map(([origin]) => origin)
    expect(from).toEqual(expect.arrayContaining([`${core}/tools`, `${core}/schema`]))
    expect(from.filter((origin) => /\/(retrieval|converse|ui)$/.test(origin))).toEqual([])
  })

  it('that asks for objects holds the schemas and the JSON that is still coming', async () => {
    const { parts } = await weigh(`import { createBedrock, streamObject } from '@x/bedrock-core'
console.log(createBedrock, streamObject)`)
    const from = parts.map(([origin]) => origin)
    expect(from).toEqual(expect.arrayContaining([`${core}/object`, `${core}/schema`, `${core}/json`]))
    expect(from.filter((origin) => /\/(verbs|retrieval|converse|ui|tools)$/.test(origin))).toEqual([])
  })

  it('that embeds holds no conversation', async () => {
    const { parts } = await weigh(`import { createBedrock, embedMany } from '@x/bedrock-core'
console.log(createBedrock, embedMany)`)
    const from = parts.map(([origin]) => origin)
    expect(from).toContain(`${core}/verbs`)
    expect(from.filter((origin) => /\/converse$|eventstream/.test(origin))).toEqual([])
  })

  it('counts what it holds anyway for nothing', async () => {
    const [text, object] = ['streamText', 'streamObject'].map(
      (verb) => `import { ${verb} } from '@x/bedrock-core'\nconsole.log(${verb})`,
    )
    const alone = await weigh(object ?? '')
    const beside = await weighBeside(text ?? '', object ?? '')
    expect(beside.gzip).toBeGreaterThan(0)
    expect(beside.gzip).toBeLessThan(alone.gzip)
    expect(alone.parts.map(([origin]) => origin)).toContain(`${core}/wire`)
    const added = beside.parts.map(([origin]) => origin)
    expect(added).toContain(`${core}/object`)
    expect(added).not.toContain(`${core}/wire`)
  })
})
