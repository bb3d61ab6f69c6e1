import type { Metadata } from 'next'
import { ObjectPage } from '../../components/object/object-page.tsx'

export const metadata: Metadata = { title: 'Object · Bedrock' }
// The content policy has a nonce for each request.
export const dynamic = 'force-dynamic'

const Page = () => <ObjectPage />

export default Page
