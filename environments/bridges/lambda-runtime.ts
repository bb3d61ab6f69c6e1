import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleForNode } from './bundle-for-node.ts'
import { hearFacts } from './facts.ts'
import { type LambdaService, startLambdaService } from './lambda-service.ts'
import type { Tell } from './scenarios.ts'

export interface Lambda extends LambdaService {
  /** What the runtime wrote, which is the function's log. */
  log(): string
}

/** A function in AWS's own runtime interface client, in a process of its own, before a service that speaks the Runtime API. */
export const startLambda = async (tell: Tell): Promise<Lambda> => {
  const root = await mkdtemp(join(tmpdir(), 'lambda-'))
  await bundleForNode('lambda-function.ts', join(root, 'index.cjs'))
  const facts = await hearFacts(tell)
  const service = await startLambdaService()
  const client = createRequire(import.meta.url).resolve('aws-lambda-ric')
  const runtime = spawn(process.execPath, ['--import', join(import.meta.dirname, 'lambda-native.ts'), client], {
    env: {
      PATH: process.env['PATH'],
      FACTS: facts.url,
      AWS_LAMBDA_RUNTIME_API: service.runtimeApi,
      AWS_LAMBDA_NODEJS_USE_ALTERNATIVE_CLIENT_1: 'true',
      AWS_LAMBDA_FUNCTION_NAME: 'chat',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/chat',
      AWS_LAMBDA_LOG_STREAM_NAME: 'stream',
      LAMBDA_TASK_ROOT: root,
      _HANDLER: 'index.handler',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  for (const stream of [runtime.stdout, runtime.stderr])
    stream.on('data', (piece) => {
      log += String(piece)
    })
  return {
    ...service,
    log: () => log,
    close() {
      runtime.kill()
      service.close()
      facts.close()
      void rm(root, { recursive: true, force: true })
    },
  }
}
