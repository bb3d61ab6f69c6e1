import './globals.css'
import { GeistMono } from 'geist/font/mono'
import { GeistSans } from 'geist/font/sans'
import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import { ThemeProvider } from 'next-themes'
import type { ReactNode } from 'react'
import { Shell } from '../components/shell/shell.tsx'
import { Toaster } from '../components/ui/toaster.tsx'
import { placeOf } from '../server/place.ts'

export const metadata: Metadata = {
  title: 'Bedrock Chat',
  description: 'Chat with models on Amazon Bedrock.',
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfaf8' },
    { media: '(prefers-color-scheme: dark)', color: '#13110f' },
  ],
}

const Layout = async ({ children }: { readonly children: ReactNode }) => {
  const nonce = (await headers()).get('x-nonce') ?? ''
  return (
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`} suppressHydrationWarning>
      <body>
        <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange nonce={nonce}>
          <Shell place={placeOf(process.env)}>{children}</Shell>
          <Toaster />
        </ThemeProvider>
      </body>
    </html>
  )
}

export default Layout
