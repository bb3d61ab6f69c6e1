/** What is wrong, in one line or a few. */
export type Finding = string

/** Looks at packed packages in `folder`; finds nothing when all is well. */
export type Check = (folder: string) => Promise<readonly Finding[]>
