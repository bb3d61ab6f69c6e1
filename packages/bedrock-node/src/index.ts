export type { Environment } from '@x/bedrock-auth'
export { createNodeBedrock, type NodeBedrockOptions } from './create-node-bedrock.ts'
export { type NodeListenerOptions, toNodeListener, type WebHandler } from './http/node-listener.ts'
export { type NodeFetch, type NodeFetchOptions, nodeFetch } from './transport/node-fetch.ts'
