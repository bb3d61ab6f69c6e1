'use client'
import { createContext, type SyntheticEvent, useContext, useState } from 'react'
import { markAddress, type Source } from './answer-blocks.ts'
import { SourceModal } from './sources.tsx'

/** The sources that marks in a text stand for. */
export const ShownSources = createContext<readonly Source[]>([])

export const isMark = (address: string): boolean => address.startsWith(markAddress)

/** A number in the text that opens its source. A link, since a `<button>` is a box, which may begin a line by itself. */
export const SourceMark = ({ address }: { readonly address: string }) => {
  const sources = useContext(ShownSources)
  const [open, setOpen] = useState(false)
  const source = sources.find(({ number }) => `${markAddress}${number}` === address)
  if (source === undefined) return null
  const show = (event: SyntheticEvent): void => {
    event.preventDefault()
    setOpen(true)
  }
  return (
    <>
      <a
        href={address}
        aria-label={`Source ${source.number}: ${source.title}`}
        title={source.title}
        onClick={show}
        className="ml-0.5 rounded-full bg-copper-soft px-1.5 py-0.5 align-super text-[10px] leading-none font-semibold text-copper"
      >
        {source.number}
      </a>
      {open && <SourceModal source={source} onClose={() => setOpen(false)} />}
    </>
  )
}
