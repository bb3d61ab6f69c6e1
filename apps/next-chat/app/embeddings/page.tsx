import type { Metadata } from 'next'
import { EmbeddingsPage } from '../../components/embeddings/embeddings-page.tsx'

export const metadata: Metadata = { title: 'Embeddings · Bedrock' }
// The content policy has a nonce for each request.
export const dynamic = 'force-dynamic'

const Page = () => <EmbeddingsPage />

export default Page
