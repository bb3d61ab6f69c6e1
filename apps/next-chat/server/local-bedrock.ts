import { proxy, scripted, testIdentity } from '@x/bedrock-local'
import { startLocalBedrock } from '@x/bedrock-local/server'
import { hasCredentials, noticesBefore, simulatedFlag, simulatedNotices } from './place.ts'

/** `LOCAL_BEDROCK_PROXY`, a server that speaks OpenAI's chat form, answers in place of the script. */
const answererOf = (environment: Record<string, string | undefined>) => {
  const url = environment['LOCAL_BEDROCK_PROXY']?.trim()
  const model = environment['LOCAL_BEDROCK_PROXY_MODEL']?.trim()
  if (url) return proxy({ url, model: model || 'default' })
  const tokensPerSecond = Number(environment['LOCAL_BEDROCK_TOKENS_PER_SECOND'])
  return scripted(tokensPerSecond > 0 ? { tokensPerSecond } : {})
}

/**
 * Without AWS credentials, starts a Bedrock on this machine and points the environment at it, so that the rest of the app
 * is the same as in production. `LOCAL_BEDROCK=0` keeps it from that: an EC2 instance’s role is in no variable.
 */
export const startLocalBedrockIfNeeded = async (environment: Record<string, string | undefined>): Promise<void> => {
  if (hasCredentials(environment) || environment['LOCAL_BEDROCK']?.trim() === '0') return
  environment[simulatedNotices] = noticesBefore(environment)
  const { url } = await startLocalBedrock({ port: 0, answerer: answererOf(environment) })
  environment['AWS_ENDPOINT_URL_BEDROCK_RUNTIME'] = url
  environment['AWS_ACCESS_KEY_ID'] = testIdentity.accessKeyId
  environment['AWS_SECRET_ACCESS_KEY'] = testIdentity.secretAccessKey
  // Either of these would keep the test identity from the local Bedrock, or send it to AWS.
  delete environment['AWS_SESSION_TOKEN']
  delete environment['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS']
  environment['AWS_REGION'] ||= 'us-east-1'
  environment[simulatedFlag] = '1'
  console.log(`No AWS credentials: answers come from a simulated Bedrock at ${url}`)
}
