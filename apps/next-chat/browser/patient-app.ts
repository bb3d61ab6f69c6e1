import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { type OwnApp, startApp } from './own-app.ts'

export interface PatientApp extends OwnApp {
  /** Lets the model go on from what its tools gave, once. */
  readonly goOn: () => void
}

/** The app on a Bedrock that waits after each step of tools. */
export const startPatientApp = async (): Promise<PatientApp> => {
  const bedrock = fork(join(import.meta.dirname, 'patient-bedrock.ts'), {
    execArgv: ['--conditions=bedrock-source'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const [environment]: Readonly<Record<string, string>>[] = await once(bedrock, 'message')
  const app = await startApp(environment ?? {})
  return {
    ...app,
    goOn: () => bedrock.send('go on'),
    stop: () => {
      app.stop()
      bedrock.disconnect()
    },
  }
}
