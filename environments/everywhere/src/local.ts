import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Caller } from './conformance.ts'

/** Starts the packed command line of the local Bedrock, a process of its own, and reads from its greeting how to call it. */
export const startLocal = async (folder: string): Promise<{ caller: Caller; stop: () => void }> => {
  const command = join(folder, 'node_modules/@x/bedrock-local/dist/bin.js')
  const child = spawn(process.execPath, [command, '--port', '0', '--pace', '1'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  for await (const chunk of child.stdout) {
    said += String(chunk)
    if (said.includes('/_local')) break
  }
  const at = (name: string): string => {
    const value = new RegExp(`${name}='?([^\\s']+)`).exec(said)?.[1]
    if (value === undefined) throw new Error(`The local Bedrock did not say its ${name}:\n${said}`)
    return value
  }
  return {
    caller: {
      endpoint: at('AWS_ENDPOINT_URL_BEDROCK_RUNTIME'),
      accessKeyId: at('AWS_ACCESS_KEY_ID'),
      secretAccessKey: at('AWS_SECRET_ACCESS_KEY'),
      apiKey: at('AWS_BEARER_TOKEN_BEDROCK'),
    },
    stop: () => child.kill(),
  }
}
