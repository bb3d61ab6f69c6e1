import { randomBytes } from 'node:crypto'
import { toolSeal } from '@x/bedrock-core/ui'

/**
 * Signs what tools gave, so that a browser can send it back and not change it. Without `CHAT_SECRET` conversations end with
 * this process; an app with users adds `scope`, whose conversation it is.
 */
export const seal = toolSeal({ secret: process.env['CHAT_SECRET']?.trim() || randomBytes(32) })
