import type { Room } from '../house/house.ts'

/**
 * npm ties what it shows as built from a repository to the manifest's `repository`, and refuses another. The project has no
 * public home yet and makes none up: until each manifest names one, nothing is published.
 * @throws Error that names the packages
 */
export const checkHome = (rooms: readonly Room[]): void => {
  const homeless = rooms.filter(
    ({ folder, manifest: { repository } }) => repository === undefined || repository.directory !== folder,
  )
  if (homeless.length === 0) return
  const names = homeless.map(({ manifest }) => manifest.name).join(', ')
  throw new Error(
    `No repository, or another directory, in the manifest of ${names}. Write "repository": { "type": "git", "url": …, "directory": … } where the project lives.`,
  )
}
