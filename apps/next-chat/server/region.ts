/** The region that the environment names; models are listed by the profiles that answer there. */
export const region = (environment: Readonly<Record<string, string | undefined>> = process.env): string =>
  environment['AWS_REGION']?.trim() || environment['AWS_DEFAULT_REGION']?.trim() || 'us-east-1'
