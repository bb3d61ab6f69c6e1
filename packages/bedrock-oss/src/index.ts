export type { KnownOssModel } from './models.ts'
export type { OssOptions } from './options.ts'
export { oss } from './oss.ts'
