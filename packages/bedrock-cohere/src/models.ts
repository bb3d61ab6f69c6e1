/** Ids an editor offers: a help, never a gate. */
export type KnownCohereModel =
  | 'cohere.command-r-v1:0'
  | 'cohere.command-r-plus-v1:0'
  | 'cohere.embed-english-v3'
  | 'cohere.embed-multilingual-v3'
  | `${'' | 'us.' | 'eu.' | 'global.'}cohere.embed-v4:0`
  | 'cohere.rerank-v3-5:0'
