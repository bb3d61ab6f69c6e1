import { useEffect } from 'react'
import type { ChatModel } from '../../server/models.ts'
import { sharedValue } from '../ui/shared-value.ts'

/** What a page lets the palette choose from. */
export interface ModelChoice {
  readonly models: readonly ChatModel[]
  readonly chosen: string
  readonly choose: (id: string) => void
}

const nothing: ModelChoice = { models: [], chosen: '', choose: () => {} }

const offered = sharedValue(nothing)

export const useOfferedModels = offered.use

/** Offers a page's models to the palette while the page is there. */
export const useOfferModels = (models: readonly ChatModel[], chosen: string, choose: (id: string) => void): void => {
  useEffect(() => {
    offered.set({ models, chosen, choose })
    return () => offered.set(nothing)
  }, [models, chosen, choose])
}
