import type { Metadata } from 'next'
import { PlaygroundPage } from '../../components/playground/playground-page.tsx'
import { choicesIn } from '../../server/playground/choices.ts'
import { region } from '../../server/region.ts'

export const metadata: Metadata = { title: 'Playground · Bedrock' }
// The region is read from the environment the server runs in, not the one it was built in.
export const dynamic = 'force-dynamic'

const Page = () => <PlaygroundPage choices={choicesIn(region())} />

export default Page
