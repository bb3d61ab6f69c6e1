/** What the model is told of a call that nothing came of: every call must have its result. */
export const notRun = 'The tool was not run.'

/** A person's refusal, in words for the model. */
export const refusedBy = (reason: string | undefined): string =>
  reason === undefined || reason === ''
    ? 'The user refused this tool call.'
    : `The user refused this tool call: ${reason}`
