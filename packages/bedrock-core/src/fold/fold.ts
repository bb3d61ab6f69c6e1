import { brokenOff } from '../errors/broken-off.ts'
import { unreadable } from '../errors/unreadable.ts'
import type { AssistantPart } from '../speech/content.ts'
import { defined } from '../speech/defined.ts'
import type { Delta, Guardrail } from '../speech/delta.ts'
import { type FinishReason, finishReason } from '../speech/finish-reason.ts'
import type { Generation, PartialGeneration, ResponseInfo } from '../speech/generation.ts'
import type { Json } from '../speech/json.ts'
import type { UsageReport } from '../speech/usage.ts'
import type { Warning } from '../speech/warning.ts'
import { closing, contentOf, type Emit, type OpenBlock } from './block.ts'
import { addReport, usageOf } from './usage.ts'

/** What is known before the first delta. */
export interface FoldContext {
  /** The format's name, written beside raw content. */
  readonly format: string
  readonly response: ResponseInfo
  readonly warnings: readonly Warning[]
  /** A caller's own names of tools, by those that the wire has for them. */
  readonly toolNames?: ReadonlyMap<string, string>
}

/**
 * Opens and closes blocks and collects, for streamed and whole answers alike: a response is a stream that arrived all at
 * once. Work per delta does not grow with what came before.
 */
export class Fold {
  readonly #context: FoldContext
  #response: ResponseInfo
  #open: OpenBlock | undefined
  #opened = 0
  readonly #content: AssistantPart[] = []
  #reports: UsageReport[] = []
  #guardrail: Guardrail | undefined
  #finish: Extract<Delta, { type: 'finish' }> | undefined

  constructor(context: FoldContext) {
    this.#context = context
    this.#response = context.response
  }

  add(delta: Delta, emit: Emit): void {
    switch (delta.type) {
      case 'text':
        return this.#text(delta, emit)
      case 'reasoning':
        return this.#reasoning(delta, emit)
      case 'tool':
        return this.#tool(delta, emit)
      case 'citation': {
        this.#textBlock(delta.block, emit).citations.push(delta.citation)
        return emit({ type: 'source', id: `source-${this.#opened++}`, citation: delta.citation })
      }
      case 'file':
        this.#close(emit)
        this.#content.push({ type: 'file', mediaType: delta.mediaType, data: delta.data })
        return emit({ type: 'file', mediaType: delta.mediaType, data: delta.data })
      case 'raw':
        this.#close(emit)
        this.#content.push({ type: 'raw', format: this.#context.format, value: delta.value })
        return emit({ type: 'raw', value: delta.value })
      case 'end':
        if (this.#open?.block === delta.block) this.#close(emit)
        return
      default:
        return this.#aside(delta)
    }
  }

  /** Closes what is open and gives the whole answer. @throws BedrockError `truncated` without a terminal event */
  end(emit: Emit, raw?: Json): Generation {
    if (this.#finish === undefined) throw brokenOff(' before the model’s last event')
    this.#close(emit)
    const said = this.partial()
    const finish = {
      finishReason: this.#reason(said.toolCalls.length > 0),
      ...defined({ rawFinishReason: this.#finish.raw }),
    }
    const generation: Generation = { ...said, ...finish, ...defined({ stopSequence: this.#finish.stopSequence, raw }) }
    emit({ type: 'finish', ...finish, usage: said.usage, generation })
    return generation
  }

  /** What has arrived so far. */
  partial(): PartialGeneration {
    const open = this.#open && contentOf(this.#open, false)
    const content = open ? [...this.#content, open] : this.#content
    return {
      text: content.map((part) => (part.type === 'text' ? part.text : '')).join(''),
      reasoning: content.map((part) => (part.type === 'reasoning' ? part.text : '')).join(''),
      content,
      toolCalls: content.filter((part) => part.type === 'tool-call'),
      usage: usageOf(this.#reports),
      warnings: this.#context.warnings,
      response: this.#response,
      ...defined({ guardrail: this.#guardrail }),
    }
  }

  /** A guardrail may block while the model's own word is `end_turn`; some models say `end_turn` after a tool call. */
  #reason(called: boolean): FinishReason {
    if (this.#guardrail?.intervened) return 'content-filter'
    const reason = finishReason(this.#finish?.raw)
    return reason === 'stop' && called ? 'tool-calls' : reason
  }

  #text(delta: Extract<Delta, { type: 'text' }>, emit: Emit): void {
    if (delta.text === '') return
    const open = this.#textBlock(delta.block, emit)
    open.text += delta.text
    emit({ type: 'text-delta', id: open.id, text: delta.text })
  }

  #textBlock(block: number, emit: Emit): Extract<OpenBlock, { kind: 'text' }> {
    if (this.#open?.kind === 'text' && this.#open.block === block) return this.#open
    this.#close(emit)
    const open: OpenBlock = { kind: 'text', block, id: String(this.#opened++), text: '', citations: [] }
    this.#open = open
    emit({ type: 'text-start', id: open.id })
    return open
  }

  #reasoning(delta: Extract<Delta, { type: 'reasoning' }>, emit: Emit): void {
    let open = this.#open
    if (open?.kind !== 'reasoning' || open.block !== delta.block) {
      this.#close(emit)
      open = {
        kind: 'reasoning',
        block: delta.block,
        id: String(this.#opened++),
        text: '',
        signature: '',
        redacted: '',
      }
      this.#open = open
      emit({ type: 'reasoning-start', id: open.id })
    }
    open.signature += delta.signature ?? ''
    open.redacted += delta.redacted ?? ''
    if (delta.text === undefined || delta.text === '') return
    open.text += delta.text
    emit({ type: 'reasoning-delta', id: open.id, text: delta.text })
  }

  #tool(delta: Extract<Delta, { type: 'tool' }>, emit: Emit): void {
    let open = this.#open
    if (open?.kind !== 'tool' || open.block !== delta.block) {
      if (delta.id === undefined || delta.name === undefined) throw unreadable('a tool call has no id or name')
      this.#close(emit)
      this.#opened++
      const name = this.#context.toolNames?.get(delta.name) ?? delta.name
      open = { kind: 'tool', block: delta.block, id: delta.id, name, input: '' }
      this.#open = open
      emit({ type: 'tool-input-start', id: open.id, toolName: open.name })
    }
    if (delta.input === undefined || delta.input === '') return
    open.input += delta.input
    emit({ type: 'tool-input-delta', id: open.id, delta: delta.input })
  }

  #close(emit: Emit): void {
    const open = this.#open
    if (open === undefined) return
    this.#open = undefined
    const content = contentOf(open, true)
    if (content !== undefined) this.#content.push(content)
    closing(open, content, emit)
  }

  /** What is said beside the content. */
  #aside(delta: Exclude<Delta, { block: number }>): void {
    if (delta.type === 'finish') this.#finish = delta
    else if (delta.type === 'usage') this.#reports = addReport(this.#reports, delta.usage)
    else if (delta.type === 'guardrail') this.#guardrail = { ...this.#guardrail, ...defined(delta.guardrail) }
    else if (delta.type === 'metadata')
      this.#response = { ...this.#response, metadata: { ...this.#response.metadata, ...defined(delta.metadata) } }
    else this.#response = { ...this.#response, ...defined({ id: delta.id, modelName: delta.model }) }
  }
}
