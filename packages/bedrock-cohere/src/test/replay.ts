import { createReplay, type Replay } from '@x/recordings'
import { cohere } from '../cohere.ts'
import { cohereCommand } from '../command.ts'

export const replay: Replay = createReplay({
  families: [cohere(), cohereCommand()],
  model: (bedrock, { model }) =>
    /command-(text|light)/.test(model)
      ? bedrock(model, { family: 'cohere-command' })
      : bedrock(model, { family: 'cohere', via: 'chat' }),
})
