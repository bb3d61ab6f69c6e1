import { BedrockError } from '../errors/bedrock-error.ts'
import type { AnyFamily } from '../family/family.ts'
import { checkFamilies, findFamily } from '../family/find.ts'
import type { Format } from '../family/format.ts'
import type { FamilyFixture, It } from './fixture.ts'
import { formatLaws } from './format-laws.ts'
import { holds } from './same.ts'
import { anyCut, anyFlip } from './wire-laws.ts'

const formatOf = (family: AnyFamily, fixture: FamilyFixture): Format => {
  const format = family.formats.find((candidate) => candidate.name === fixture.format)
  if (format) return format
  throw new BedrockError(
    'invalid-argument',
    `The fixture "${fixture.name}" names a format that ${family.name} does not have: "${fixture.format}".`,
  )
}

/**
 * The conformance kit: registers every law of this house for a family and its fixtures with your test runner's `it`.
 *
 * @example testFamily(mistral(), fixtures, it)
 */
export const testFamily = (family: AnyFamily, fixtures: readonly FamilyFixture[], it: It): void => {
  it(`${family.name}: serves the ids that begin with its prefixes`, () => {
    checkFamilies([family])
    for (const prefix of family.prefixes)
      for (const id of [
        `${prefix}x`,
        `us.${prefix}x`,
        `arn:aws:bedrock:us-east-1::foundation-model/${prefix}x`,
        `bedrock:${prefix}x`,
      ])
        holds(findFamily([family], id).family === family, `${id} is not served`)
  })
  it(`${family.name}: has a fixture for every format`, () => {
    for (const format of family.formats)
      holds(
        fixtures.some((fixture) => fixture.format === format.name),
        `no fixture speaks "${format.name}"`,
      )
  })
  for (const fixture of fixtures) {
    const format = formatOf(family, fixture)
    const name = `${family.name}/${fixture.format} ${fixture.name} (${fixture.evidence})`
    for (const [law, check] of Object.entries(formatLaws)) it(`${name}: ${law}`, () => check(format, fixture))
    it(`${name}: gives the same parts for any cut of the bytes`, () => anyCut(family, format, fixture))
    it(`${name}: calls any flipped byte corrupt, and keeps what had arrived`, () => anyFlip(family, format, fixture))
  }
}
