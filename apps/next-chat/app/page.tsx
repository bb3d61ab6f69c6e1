import { Chat } from '../components/chat/chat.tsx'
import { modelLabel } from '../server/model.ts'
import { placeOf } from '../server/place.ts'

// Where answers come from is read from the environment the server runs in, not the one it was built in.
export const dynamic = 'force-dynamic'

const Page = () => <Chat place={placeOf(process.env)} model={modelLabel()} />

export default Page
