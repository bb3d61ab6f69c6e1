'use client'
import { createContext, useContext, useState } from 'react'
import { markAddress, type Source } from './answer-blocks.ts'
import { SourceModal } from './sources.tsx'

/** The sources that marks in a text stand for. */
export const ShownSources = createContext<readonly Source[]>([])

export const isMark = (address: string): boolean => address.startsWith(markAddress)

/** A number in the text that opens its source. */
export const SourceMark = ({ address }: { readonly address: string }) => {
  const sources = useContext(ShownSources)
  const [open, setOpen] = useState(false)
  const source = sources.find(({ number }) => `${markAddress}${number}` === address)
  if (source === undefined) return null
  return (
    <>
      <button
        type="button"
        aria-label={`Source ${source.number}: ${source.title}`}
        title={source.title}
        onClick={() => setOpen(true)}
        className="mx-0.5 inline-grid h-4.5 min-w-4.5 place-items-center rounded-full bg-copper-soft px-1 align-super text-[10px] leading-none font-semibold text-copper"
      >
        {source.number}
      </button>
      {open && <SourceModal source={source} onClose={() => setOpen(false)} />}
    </>
  )
}
