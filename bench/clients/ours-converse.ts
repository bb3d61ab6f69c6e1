import type { MakeClient } from './client.ts'
import { ours } from './ours.ts'

export const makeClient: MakeClient = ours('converse')
