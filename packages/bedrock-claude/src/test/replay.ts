import { createReplay, type Replay } from '@x/recordings'
import { claude } from '../claude.ts'
import { claudeCompletion } from '../completion.ts'
import { isCompletion } from './recordings.ts'

export const replay: Replay = createReplay({
  families: [claude(), claudeCompletion()],
  model: (bedrock, exchange) =>
    isCompletion(exchange)
      ? bedrock(exchange.model, { family: 'claude-completion' })
      : bedrock(exchange.model, { family: 'claude', via: 'messages' }),
})
