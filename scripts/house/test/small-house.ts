import type { House, Room } from '../house.ts'
import { parse } from '../source.ts'

const room = (folder: string, name: string, doors: Readonly<Record<string, string>>, dependencies = {}): Room => ({
  folder,
  manifest: {
    name,
    exports: Object.fromEntries(Object.entries(doors).map(([door, file]) => [door, { 'bedrock-source': file }])),
    dependencies,
  },
})

/** A house with three rooms and the files given, by path. */
export const houseOf = (files: Readonly<Record<string, string>>): House => ({
  rooms: [
    room('packages/bedrock-core', '@x/bedrock-core', { '.': './src/index.ts', './family': './src/family.entry.ts' }),
    room(
      'packages/bedrock-claude',
      '@x/bedrock-claude',
      { '.': './src/index.ts' },
      { '@x/bedrock-core': 'workspace:^' },
    ),
    room('packages/bedrock-local', '@x/bedrock-local', { '.': './src/index.ts' }, { '@x/bedrock-core': 'workspace:^' }),
  ],
  sources: Object.entries(files).map(([path, text]) => parse(path, text)),
})
