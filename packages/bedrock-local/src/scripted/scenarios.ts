import { cites, readsDocuments } from './citations.ts'
import { failing, recovered } from './failures.ts'
import { guards, refuses } from './limits.ts'
import { fitsSchema, fitsToldSchema } from './objects.ts'
import type { Scene } from './scene.ts'
import { echoes, goesOn, greets, showsMarkdown, tellsIds, thinks } from './talk.ts'
import { callsAnyTool, callsTools, readsResults } from './tools.ts'

/** The scenes that a prompt picks from: the first that fits is played. */
export const repertoire: readonly Scene[] = [
  failing,
  recovered,
  fitsSchema,
  fitsToldSchema,
  readsResults,
  callsTools,
  refuses,
  guards,
  cites,
  thinks,
  echoes,
  tellsIds,
  readsDocuments,
  showsMarkdown,
  goesOn,
  greets,
]

/** A scene that code can ask for, whatever the prompt says. */
export type Scenario =
  | 'text'
  | 'echo'
  | 'markdown'
  | 'reasoning'
  | 'tools'
  | 'parallel-tools'
  | 'object'
  | 'citations'
  | 'refusal'
  | 'guardrail'
  | 'long'
  | 'failure'

const scenarios: Readonly<Record<Scenario, Scene>> = {
  text: greets,
  echo: echoes,
  markdown: showsMarkdown,
  reasoning: thinks,
  tools: callsAnyTool('one'),
  'parallel-tools': callsAnyTool('all'),
  object: fitsSchema,
  citations: cites,
  refusal: refuses,
  guardrail: guards,
  long: goesOn,
  failure: failing,
}

export const scenarioNames: readonly string[] = Object.keys(scenarios)

export const isScenario = (name: string): name is Scenario => Object.hasOwn(scenarios, name)

export const sceneOf = (scenario: Scenario): Scene => scenarios[scenario]
