import { join } from 'node:path'
import type { NextConfig } from 'next'
import { workspaceSources } from './workspace-sources.ts'

const app = import.meta.dirname

const root = join(app, '../..')

const config: NextConfig = {
  // A folder that runs by itself, for containers: see docs/deploy.md.
  ...(process.env['BUILD_STANDALONE'] ? { output: 'standalone' } : {}),
  outputFileTracingRoot: root,
  // `next dev` opened by address instead of name would never hydrate: its socket counts as cross-origin.
  allowedDevOrigins: ['127.0.0.1'],
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  turbopack: { root, resolveAlias: workspaceSources(app) },
}

export default config
