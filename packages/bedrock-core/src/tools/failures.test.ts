import { describe, expect, it } from 'vitest'
import type { Delta } from '../speech/delta.ts'
import { runTools } from './run-tools.ts'
import { calls, says, scriptedModel } from './test/scripted-model.ts'
import { collect, tools } from './test/tools.ts'
import { tool } from './tool.ts'

describe('what a model does wrong, it is told', () => {
  const told = async (answer: readonly Delta[]) => {
    const { model, asked } = scriptedModel(answer, says('Sorry.'))
    const run = await runTools({ model, tools, prompt: 'x' }).result
    expect(asked).toHaveLength(2)
    const [, results] = run.messages
    expect(run.steps[0]?.toolErrors).toHaveLength(1)
    return results?.role === 'tool' ? results.content[0]?.output : undefined
  }
  it.each([
    ['an unknown tool', calls(['t1', 'clock', {}]), /no tool "clock".*weather, add/],
    ['an inherited name', calls(['t1', 'constructor', {}]), /no tool "constructor"/],
    ['an input that does not fit', calls(['t1', 'weather', { town: 'Bern' }]), /does not fit.*city: /],
    ['an input that is no JSON', calls(['t1', 'weather', '{"city"']), /not JSON/],
    ['no input', calls(['t1', 'weather']), /does not fit/],
  ])('%s', async (_name, answer, words) => {
    expect(await told(answer)).toEqual({ type: 'error-text', value: expect.stringMatching(words) })
  })
})

describe('a tool that fails', () => {
  const ring: { self?: unknown } = {}
  ring.self = ring
  const secret = new Error('connect ECONNREFUSED db.internal:5432, password hunter2')
  const failing = tool({
    input: { type: 'object' },
    execute: () => {
      throw secret
    },
  })
  it('is told to the model in safe words, and to the caller in full', async () => {
    const { model, asked } = scriptedModel(calls(['t1', 'failing', {}]), says('Sorry.'))
    const parts = await collect(runTools({ model, tools: { failing }, prompt: 'x' }))
    expect(parts.find((part) => part.type === 'tool-error')).toMatchObject({
      error: secret,
      errorText: 'The tool "failing" failed.',
    })
    expect(JSON.stringify(asked)).not.toContain('hunter2')
    expect(JSON.stringify(asked[1])).toContain('The tool \\"failing\\" failed.')
  })
  it('may be told in other words', async () => {
    const { model } = scriptedModel(calls(['t1', 'failing', {}]), says('Sorry.'))
    const errorText = ({ toolName }: { readonly toolName: string }) => `${toolName} is down until noon.`
    const { steps } = await runTools({ model, tools: { failing }, prompt: 'x', errorText }).result
    expect(steps[0]?.toolErrors[0]?.errorText).toBe('failing is down until noon.')
  })
  it.each<[string, () => unknown]>([
    ['a ring', () => ring],
    ['a bigint', () => 1n],
  ])('for JSON cannot say %s', async (_name, output) => {
    const odd = tool({ input: { type: 'object' }, execute: output })
    const { model } = scriptedModel(calls(['t1', 'odd', {}]), says('Sorry.'))
    const { steps } = await runTools({ model, tools: { odd }, prompt: 'x' }).result
    expect(steps[0]?.toolErrors[0]?.error).toBeInstanceOf(TypeError)
  })
  it('in its own check or its question for approval does not end the run', async () => {
    const boom = () => {
      throw new Error('boom')
    }
    const asks = tool({ input: { type: 'object' }, execute: () => 1, needsApproval: boom })
    const { model } = scriptedModel(calls(['t1', 'asks', {}]), says('Sorry.'))
    const { steps } = await runTools({ model, tools: { asks }, prompt: 'x' }).result
    expect(steps[0]?.toolErrors).toHaveLength(1)
  })
})
