'use client'
import { lazy, Suspense, useEffect } from 'react'
import { Modal } from '../ui/modal.tsx'
import { sharedValue } from '../ui/shared-value.ts'

const CommandList = lazy(async () => ({ default: (await import('./command-list.tsx')).CommandList }))

const opened = sharedValue(false)

export const openPalette = (): void => opened.set(true)

/** ⌘K, or Ctrl+K: all that the app can do, by words. Its script comes when it is first opened. */
export const Palette = () => {
  const open = opened.use()
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.shiftKey || event.altKey) return
      event.preventDefault()
      opened.set(!open)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [open])
  const close = (): void => opened.set(false)
  return (
    <Modal title="Commands" open={open} onClose={close} bare>
      <Suspense fallback={<p className="p-5 text-sm text-muted-foreground">Loading…</p>}>
        <CommandList onDone={close} />
      </Suspense>
    </Modal>
  )
}
