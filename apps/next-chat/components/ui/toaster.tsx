'use client'
import { useTheme } from 'next-themes'
import { lazy, Suspense, useEffect, useState } from 'react'

const Sonner = lazy(async () => ({ default: (await import('sonner')).Toaster }))

/** Where `notify` shows its words; comes once the page stands. */
export const Toaster = () => {
  const { resolvedTheme } = useTheme()
  const [ready, setReady] = useState(false)
  useEffect(() => setReady(true), [])
  if (!ready) return null
  return (
    <Suspense fallback={null}>
      <Sonner theme={resolvedTheme === 'dark' ? 'dark' : 'light'} position="bottom-right" />
    </Suspense>
  )
}
