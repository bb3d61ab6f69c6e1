/** Writes `api/`: what every door exports, for review. `pnpm api` */
import { writeApi } from './check/api.ts'
import { must } from './test/lay-out.ts'

must('node', ['scripts/turbo.ts', 'build', '--filter=./packages/*', '--output-logs=errors-only'])
writeApi()
