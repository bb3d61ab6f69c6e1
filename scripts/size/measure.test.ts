import { describe, expect, it } from 'vitest'
import { weigh } from './measure.ts'

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
})
