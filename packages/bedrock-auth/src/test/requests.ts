import type { AuthContext, HttpRequest } from '@x/bedrock-core'

export const exampleCredentials = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
}

/** 2026-01-02T03:04:05Z */
export const moment: number = Date.UTC(2026, 0, 2, 3, 4, 5)

export const context: AuthContext = { region: 'us-east-1', service: 'bedrock', operation: 'converse' }

export const request = (over: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'POST',
  url: 'https://bedrock-runtime.us-east-1.amazonaws.com/model/anthropic.claude-3-haiku-20240307-v1%3A0/converse',
  headers: { 'content-type': 'application/json' },
  body: new TextEncoder().encode('{"messages":[]}'),
  ...over,
})
