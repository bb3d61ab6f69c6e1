interface Action {
  readonly label: string
  readonly onClick: () => void
}

/** A passing word at the page's edge. Its script comes with the first of them. */
export const notify = (words: string, action?: Action): void => {
  void import('sonner').then(({ toast }) => toast(words, action === undefined ? {} : { action }))
}
