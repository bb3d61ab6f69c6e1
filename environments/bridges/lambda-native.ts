import { registerHooks } from 'node:module'

const nativePart = './rapid-client.node'

/**
 * Preloaded. AWS's runtime interface client has a native part, built at its installation, by which it asks for events and answers those
 * that are not streamed. AWS_LAMBDA_NODEJS_USE_ALTERNATIVE_CLIENT_1 has it ask by Node's `http`, by which it streams in any case: then the
 * native part is loaded and never used.
 */
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === nativePart
      ? { url: `file:///${nativePart}.js`, format: 'commonjs', shortCircuit: true }
      : next(specifier, context),
  load: (url, context, next) =>
    url.endsWith(`${nativePart}.js`.slice(2))
      ? { format: 'commonjs', source: '', shortCircuit: true }
      : next(url, context),
})
