/**
 * What goes wrong on sockets: the part that CI runs, or with `--all` every place of every stream. `--seed 7` repeats the
 * thousand streams with random faults.
 */
import { parseArgs } from 'node:util'
import { runStrength } from './test/strength.ts'

const { values } = parseArgs({ options: { all: { type: 'boolean', default: false }, seed: { type: 'string' } } })
const seed = values.seed ?? String(Math.floor(Math.random() * 2 ** 31))
runStrength(
  ['faults/'],
  { FAULTS: values.all ? 'all' : 'some', FAULTS_SEED: seed },
  `${values.all ? 'every place' : 'some places'} of every stream, seed ${seed}`,
)
