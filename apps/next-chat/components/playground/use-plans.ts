import { BedrockError, errorFromReply } from '@x/bedrock-core/ui'
import { useEffect, useState } from 'react'
import type { PlanView } from '../../server/playground/plan-view.ts'
import type { Ask } from './ask.ts'

const plansOf = async (models: readonly string[], ask: Ask, signal: AbortSignal): Promise<readonly PlanView[]> => {
  const response = await fetch('/api/playground/plan', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...ask, models }),
    signal,
  })
  if (!response.ok) throw await errorFromReply(response)
  return ((await response.json()) as { readonly plans: readonly PlanView[] }).plans
}

/** The requests that would be sent, by model id; planned anew a moment after what is asked has changed. */
export const usePlans = (models: readonly string[], ask: Ask): Readonly<Record<string, PlanView>> => {
  const [plans, setPlans] = useState<Readonly<Record<string, PlanView>>>({})
  const key = JSON.stringify([models, ask])
  useEffect(() => {
    const [ids, asked] = JSON.parse(key) as [readonly string[], Ask]
    const leaving = new AbortController()
    const timer = setTimeout(() => {
      plansOf(ids, asked, leaving.signal)
        .catch((error: unknown) =>
          ids.map(
            (): PlanView => ({ problem: BedrockError.is(error) ? error.message : 'The server could not be reached.' }),
          ),
        )
        .then((found) => {
          if (!leaving.signal.aborted)
            setPlans(Object.fromEntries(ids.map((id, at) => [id, found[at] ?? { problem: '' }])))
        })
    }, 350)
    return () => {
      clearTimeout(timer)
      leaving.abort()
    }
  }, [key])
  return plans
}
