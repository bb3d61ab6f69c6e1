import { createReplay, type Replay } from '@x/recordings'
import { llama } from '../llama.ts'

export const replay: Replay = createReplay({
  families: [llama()],
  model: (bedrock, { model, operation }) =>
    bedrock(model, { family: 'llama', via: operation.startsWith('converse') ? 'converse' : 'native' }),
})
