'use client'
import type { UIFilePart } from '@x/bedrock-core/ui'
import { fileParts } from '@x/bedrock-react'
import { useState } from 'react'
import { notify } from '../ui/notify.ts'

export interface Attached {
  readonly key: number
  readonly part: UIFilePart
}

/** What the picker offers; the server checks again. */
export const accepted = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'application/pdf',
  'text/plain',
  'text/markdown',
  'text/csv',
] as const

const maxFiles = 5
/** Bytes of all together: as base64 they must fit into one request with the conversation. */
const maxBytes = 4 * 1024 * 1024

const bytesOf = ({ url }: UIFilePart): number => (url.length - url.indexOf(',')) * 0.75

/** Files that go with the next message. What cannot be taken is told and left out. */
export const useAttachments = () => {
  const [attached, setAttached] = useState<readonly Attached[]>([])
  const add = async (files: Iterable<File>): Promise<void> => {
    const all = [...files]
    if (all.length === 0) return
    const taken = attached.reduce((sum, { part }) => sum + bytesOf(part), 0)
    try {
      const parts = await fileParts(all, {
        accept: accepted,
        maxFiles: maxFiles - attached.length,
        maxBytes: maxBytes - taken,
      })
      setAttached((before) => [...before, ...parts.map((part, index) => ({ key: Date.now() + index, part }))])
    } catch (error) {
      notify(error instanceof Error ? error.message : 'This file cannot be attached.')
    }
  }
  return {
    attached,
    add,
    remove: (key: number) => setAttached((before) => before.filter((one) => one.key !== key)),
    clear: () => setAttached([]),
  }
}
