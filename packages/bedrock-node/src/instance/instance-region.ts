import { BedrockError } from '@x/bedrock-core'
import { type InstanceOptions, type Maybe, openMetadata } from './open-metadata.ts'

/** The region of the instance this process runs on. A metadata service that fails has none. */
export const instanceRegion = async (options: InstanceOptions): Promise<Maybe<string>> => {
  try {
    const opened = await openMetadata(options)
    return 'absent' in opened ? opened : await opened.value('meta-data/placement/region')
  } catch (error) {
    if (BedrockError.is(error, 'broken-credentials')) return { absent: error.message }
    throw error
  }
}
