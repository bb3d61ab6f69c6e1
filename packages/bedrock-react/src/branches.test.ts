import { fc, test } from '@fast-check/vitest'
import { textOf, type UIMessage } from '@x/bedrock-core/ui'
import { expect } from 'vitest'
import { createBranches } from './branches.ts'
import { createChat } from './create-chat.ts'
import { byHand, settled, words } from './test/by-hand.ts'

/** Answers with the next letter. */
const lettered = () => {
  const transport = byHand()
  let ids = 0
  const chat = createChat({ transport, newId: () => `${ids++}` })
  const branches = createBranches(chat)
  let letter = 96
  const answered = async (asking: Promise<void>): Promise<void> => {
    letter += 1
    transport.last().say({ type: 'text-start', id: '0' }, words(String.fromCharCode(letter)), { type: 'finish' })
    transport.last().end()
    await asking
  }
  const shown = (): string[] => chat.snapshot().messages.map(textOf)
  const idOf = (place: number): string => chat.snapshot().messages[place]?.id ?? ''
  return { transport, chat, branches, answered, shown, idOf }
}

test('an edit and a new answer keep what was there, and each can be gone back to with all that followed', async () => {
  const { chat, branches, answered, shown, idOf } = lettered()
  await answered(chat.send('one'))
  await answered(chat.send('two'))
  await answered(branches.regenerate())
  expect(shown()).toEqual(['one', 'a', 'two', 'c'])
  expect(branches.branchOf(idOf(3))).toEqual({ index: 1, count: 2 })
  await answered(branches.edit(idOf(0), 'uno'))
  expect(shown()).toEqual(['uno', 'd'])
  expect(branches.branchOf(idOf(0))).toEqual({ index: 1, count: 2 })
  expect(branches.branchOf(idOf(1))).toEqual({ index: 0, count: 1 })
  branches.switchBranch(idOf(0), 0)
  expect(shown()).toEqual(['one', 'a', 'two', 'c'])
  branches.switchBranch(idOf(3), 0)
  expect(shown()).toEqual(['one', 'a', 'two', 'b'])
  branches.switchBranch(idOf(0), 1)
  branches.switchBranch(idOf(0), 0)
  expect(shown()).toEqual(['one', 'a', 'two', 'b'])
  expect(chat.snapshot().status).toBe('ready')
})

test('an edit tells the server which message it takes the place of', async () => {
  const { chat, transport, branches, answered, idOf } = lettered()
  await answered(chat.send('one'))
  const edited = idOf(0)
  void branches.edit(edited, { text: 'uno', metadata: { a: 1 } }, { body: { b: 2 } })
  expect(transport.last().request).toMatchObject({
    messageId: edited,
    trigger: 'submit-message',
    body: { b: 2 },
    messages: [{ role: 'user', metadata: { a: 1 } }],
  })
  expect(transport.last().request.messages).toHaveLength(1)
  chat.stop()
})

test('a branch that is left while its answer comes keeps what had come', async () => {
  const { chat, transport, branches, answered, shown, idOf } = lettered()
  await answered(chat.send('one'))
  void branches.regenerate()
  transport.last().say({ type: 'text-start', id: '0' }, words('half'))
  await settled()
  branches.switchBranch(idOf(1), 0)
  expect(transport.last().request.signal.aborted).toBe(true)
  expect(shown()).toEqual(['one', 'a'])
  branches.switchBranch(idOf(1), 1)
  expect(shown()).toEqual(['one', 'half'])
})

test('what cannot be is refused and changes nothing', async () => {
  const { chat, branches, answered, idOf } = lettered()
  await answered(chat.send('one'))
  const before = [chat.snapshot(), branches.snapshot()]
  await expect(branches.edit(idOf(1), 'x')).rejects.toThrow(/user’s message/)
  await expect(branches.edit('nowhere', 'x')).rejects.toThrow(/no such message/)
  await expect(branches.edit(idOf(0), ' ')).rejects.toThrow(/Nothing is said/)
  expect(() => branches.switchBranch(idOf(0), 1)).toThrow(/no such branch/)
  expect([chat.snapshot(), branches.snapshot()]).toEqual(before)
})

test('forks are plain JSON and can be taken up again', async () => {
  const first = lettered()
  await first.answered(first.chat.send('one'))
  await first.answered(first.branches.regenerate())
  const kept = JSON.parse(JSON.stringify([first.chat.snapshot().messages, first.branches.snapshot().forks]))
  const chat = createChat({ messages: kept[0], transport: byHand() })
  const branches = createBranches(chat, kept[1])
  branches.switchBranch(chat.snapshot().messages[1]?.id ?? '', 0)
  expect(chat.snapshot().messages.map(textOf)).toEqual(['one', 'a'])
})

/** A tree kept plainly: each message under its parent, and which child is shown. */
interface Node {
  readonly text: string
  readonly children: Node[]
  shown: number
}

const step = fc.record({
  act: fc.constantFrom('send', 'edit', 'regenerate', 'switch'),
  place: fc.nat(5),
  index: fc.nat(3),
})

test.prop([fc.array(step, { maxLength: 12 })], { numRuns: 60 })(
  'any walk shows what a plain tree shows',
  async (steps) => {
    const { chat, branches, answered, shown, idOf } = lettered()
    const root: Node = { text: '', children: [], shown: 0 }
    const path = (): Node[] => {
      const nodes: Node[] = []
      for (let at: Node | undefined = root.children[root.shown]; at; at = at.children[at.shown]) nodes.push(at)
      return nodes
    }
    const grow = (parent: Node, text: string): Node => {
      const node: Node = { text, children: [], shown: 0 }
      parent.shown = parent.children.push(node) - 1
      return node
    }
    let letter = 96
    const next = (): string => {
      letter += 1
      return String.fromCharCode(letter)
    }
    for (const { act, place, index } of steps) {
      const nodes = path()
      const at = nodes.length === 0 ? 0 : place % nodes.length
      const parent = at === 0 ? root : (nodes[at - 1] ?? root)
      if (act === 'send') {
        await answered(chat.send(`q${letter}`))
        grow(grow(nodes.at(-1) ?? root, `q${letter}`), next())
      } else if (nodes.length === 0) continue
      else if (act === 'switch') {
        const to = index % parent.children.length
        const known = branches.branchOf(idOf(at)).count
        expect(known).toBe(parent.children.length)
        if (known > 1) branches.switchBranch(idOf(at), to)
        parent.shown = to
      } else if (act === 'edit' && at % 2 === 0) {
        await answered(branches.edit(idOf(at), `e${letter}`))
        grow(grow(parent, `e${letter}`), next())
      } else if (act === 'regenerate' && at % 2 === 1) {
        await answered(branches.regenerate({ messageId: idOf(at) }))
        grow(parent, next())
      }
      expect(shown()).toEqual(path().map(({ text }) => text))
    }
  },
)

test('what stays the same keeps its identity', async () => {
  const { chat, branches, answered, idOf } = lettered()
  await answered(chat.send('one'))
  const [question]: readonly UIMessage[] = chat.snapshot().messages
  await answered(branches.regenerate())
  branches.switchBranch(idOf(1), 0)
  expect(chat.snapshot().messages[0]).toBe(question)
})
