const hidden = '[redacted]'

/** What gives access to AWS or to anything else, by its form. */
const secrets: readonly (readonly [RegExp, string])[] = [
  // A member of JSON, quoted again or not, or of a header list, whose name says that it is secret.
  [
    /([\w-]{0,64}(?:secret|password|passwd|authorization|api[-_]?key|security-token|session[-_]?token|access[-_]?token|cookie)[\w-]{0,128}\\*"?\s*[:=]\s*)(?:\\+"[^"\\]*\\+"|"(?:[^"\\]|\\.)*"|(?:(?:Bearer|Basic|AWS4-HMAC-SHA256)\s+)?[^\s",;&]+)/gi,
    `$1${hidden}`,
  ],
  [/\bAWS4-HMAC-SHA256\b[^"\n]*/g, hidden],
  [/\b(?:Bearer|Basic)\s+[\w.~+/=-]+/gi, hidden],
  [/\b(x-amz-(?:signature|credential|security-token)=)[^&\s"]+/gi, `$1${hidden}`],
  // Bedrock API keys, long-term and short-term.
  [/\bABSK[\w+/=-]+/g, hidden],
  [/\bbedrock-api-key-[\w+/=-]+/g, hidden],
  // Access key ids name their secret's owner.
  [/\b(?:AKIA|ASIA)[A-Z0-9]{12,}/g, hidden],
  // JSON Web Tokens.
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, hidden],
  // Secret access keys have 40 characters of base64.
  [/(?<![\w+/=])[A-Za-z0-9+/]{40}(?![\w+/=])/g, hidden],
]

/** Whether a member’s name says that it is secret. */
export const namesSecret = (name: string): boolean =>
  /secret|password|passwd|authorization|api[-_]?key|security-?token|session[-_]?token|access[-_]?token|cookie/i.test(
    name,
  )

/** A text without what looks like a secret, nor any of those that are known. */
export const redact = (text: string, known: readonly string[] = []): string => {
  let shown = text
  for (const secret of known) if (secret !== '') shown = shown.replaceAll(secret, hidden)
  for (const [form, instead] of secrets) shown = shown.replace(form, instead)
  return shown
}
