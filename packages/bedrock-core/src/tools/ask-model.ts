import { answer } from '../client/answer.ts'
import type { CallOptions } from '../client/call-options.ts'
import { BedrockError } from '../errors/bedrock-error.ts'
import type { Generation } from '../speech/generation.ts'
import type { StreamPart } from '../speech/stream-part.ts'
import type { ToolRunPart, ToolSet } from './tool-set.ts'

/** Tells tools of their inputs while the model writes them. Blocks do not cross: one input is open at a time. */
const listener = (tools: ToolSet): ((part: StreamPart) => void) => {
  let open: ToolSet[string] | undefined
  return (part) => {
    if (part.type === 'tool-input-start') open = Object.hasOwn(tools, part.toolName) ? tools[part.toolName] : undefined
    else if (part.type === 'tool-input-delta') open?.onInputDelta?.({ toolCallId: part.id, delta: part.delta })
  }
}

/** Asks the model once and gives its parts as one step of several. Returns the whole answer. */
export async function* askModel<Options extends object>(
  call: CallOptions<Options>,
  { tools, stepNumber, signal }: { readonly tools: ToolSet; readonly stepNumber: number; readonly signal: AbortSignal },
): AsyncGenerator<ToolRunPart[], Generation> {
  const listen = listener(tools)
  let generation: Generation | undefined
  for await (const batch of answer({ options: call, stream: true, signal })) {
    const parts: ToolRunPart[] = []
    for (const part of batch) {
      listen(part)
      if (part.type === 'start') parts.push({ ...part, type: 'start-step', stepNumber })
      else if (part.type === 'finish') generation = part.generation
      else parts.push(part)
    }
    if (parts.length > 0) yield parts
  }
  if (generation === undefined)
    throw new BedrockError('truncated', 'The answer ended without its last part. Try again.')
  return generation
}
