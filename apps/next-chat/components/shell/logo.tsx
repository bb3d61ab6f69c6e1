/** Three strata. */
export const Logo = ({ className }: { readonly className?: string }) => (
  <svg viewBox="0 0 24 24" fill="none" aria-hidden="true" className={className}>
    <path d="M3 8.5 12 4l9 4.5-9 4.5z" className="fill-copper" />
    <path d="m3 12.5 9 4.5 9-4.5" className="stroke-current opacity-70" strokeWidth="1.6" strokeLinejoin="round" />
    <path d="m3 16.5 9 4.5 9-4.5" className="stroke-current opacity-40" strokeWidth="1.6" strokeLinejoin="round" />
  </svg>
)
