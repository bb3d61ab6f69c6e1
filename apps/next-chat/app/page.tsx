import { ChatPage } from '../components/chat/chat-page.tsx'
import { choicesOf, defaultModel } from '../server/models.ts'
import { placeOf } from '../server/place.ts'

// Where answers come from is read from the environment the server runs in, not the one it was built in.
export const dynamic = 'force-dynamic'

const Page = () => {
  const place = placeOf(process.env)
  return (
    <ChatPage
      place={place}
      models={choicesOf(process.env, place.region)}
      model={defaultModel(process.env, place.region)}
    />
  )
}

export default Page
