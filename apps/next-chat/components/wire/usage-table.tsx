import type { WireUsage } from '../../server/wire/wire-view.ts'

const sources: Readonly<Record<string, string>> = {
  body: 'Model’s body',
  metrics: 'Invocation metrics',
  headers: 'Response headers',
}

const rows: readonly (readonly [key: string, name: string])[] = [
  ['inputTokens', 'Input'],
  ['cacheReadTokens', 'Read from cache'],
  ['cacheWriteTokens', 'Written to cache'],
  ['outputTokens', 'Output'],
  ['reasoningTokens', 'of it reasoning'],
]

/** Tokens, and who said so: the body, Bedrock's metrics and the headers need not agree. */
export const UsageTable = ({ usage }: { readonly usage: readonly WireUsage[] }) => (
  <section className="space-y-2">
    <h3 className="text-sm font-semibold">Usage by source</h3>
    <div className="overflow-x-auto rounded-xl border bg-card">
      <table data-testid="usage" className="w-full text-sm tabular-nums">
        <thead>
          <tr className="border-b text-left text-xs text-muted-foreground">
            <th scope="col" className="px-3 py-2 font-medium">
              Tokens
            </th>
            {usage.map(({ source }) => (
              <th key={source} scope="col" className="px-3 py-2 text-right font-medium">
                {sources[source] ?? source}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows
            .filter(([key]) => usage.some(({ counts }) => counts[key] !== undefined))
            .map(([key, name]) => (
              <tr key={key} className="border-b last:border-0">
                <th scope="row" className="px-3 py-1.5 text-left font-normal">
                  {name}
                </th>
                {usage.map(({ source, counts }) => (
                  <td key={source} className="px-3 py-1.5 text-right">
                    {counts[key]?.toLocaleString('en') ?? '–'}
                  </td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  </section>
)
