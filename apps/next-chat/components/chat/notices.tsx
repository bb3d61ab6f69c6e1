/** What somebody should know, and need not act on. */
export const Notices = ({ notices }: { readonly notices: readonly string[] }) =>
  notices.length > 0 && (
    <ul aria-label="Notices" className="max-w-xl space-y-1 rounded-xl bg-copper-soft px-4 py-3 text-sm">
      {notices.map((notice) => (
        <li key={notice}>{notice}</li>
      ))}
    </ul>
  )
