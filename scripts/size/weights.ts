import { type Weight, weigh, weighBeside } from './measure.ts'
import { type Row, rows } from './rows.ts'

/** What a row weighs, by itself or beside what its bundle holds anyway. */
export const weightOf = ({ code, beside, external, platform }: Row): Promise<Weight> =>
  beside === undefined ? weigh(code, external, platform) : weighBeside(beside, code, external)

/** Bytes after gzip of every row, by its name. */
export const weights = async (): Promise<ReadonlyMap<string, number>> => {
  const found = new Map<string, number>()
  for (const row of rows) found.set(row.name, (await weightOf(row)).gzip)
  return found
}
