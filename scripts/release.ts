/** Builds, and publishes what the registry lacks. `--dry-run`: to a registry on this machine, and installs from it. */

import { readRooms } from './house/house.ts'
import { checkHome } from './release/home.ts'
import { publish } from './release/publish.ts'
import { rehearse } from './release/rehearse.ts'
import { must, publishedNames } from './test/lay-out.ts'

const flags = process.argv.slice(2)
const unknown = flags.filter((flag) => flag !== '--dry-run')
if (unknown.length > 0) throw new Error(`No such flag: ${unknown.join(', ')}. Known: --dry-run.`)

must('node', ['scripts/turbo.ts', 'build', '--filter=./packages/*', '--output-logs=errors-only'])
if (flags.includes('--dry-run')) await rehearse()
else {
  checkHome(readRooms().filter(({ manifest }) => publishedNames().includes(manifest.name)))
  publish()
}
