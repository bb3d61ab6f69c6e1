import { describe, expect, it } from 'vitest'
import { weigh, weighBeside } from './measure.ts'

const core = 'packages/bedrock-core/src'

describe('a bundle', () => {
  it('that streams text holds nothing of the other verbs', async () => {
    const { parts } = await weigh(`import { createBedrock, streamText } from '@x/bedrock-core'
console.log(createBedrock, streamText)`)
    const from = parts.map(([origin]) => origin)
    expect(from).toContain(`${core}/client`)
    expect(from.filter((origin) => /\/(verbs|retrieval|converse|ui|tools|schema|object|json)$/.test(origin))).toEqual(
      [],
    )
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
