/** Ids an editor offers: a help, never a gate. From Llama 3.1 on most regions answer only under a geography such as `us.`. */
export type KnownLlamaModel =
  | `meta.llama3-${'8b' | '70b'}-instruct-v1:0`
  | `${'' | 'us.'}meta.llama3-1-${'8b' | '70b' | '405b'}-instruct-v1:0`
  | `${'us.' | 'eu.'}meta.llama3-2-${'1b' | '3b'}-instruct-v1:0`
  | `us.meta.llama3-2-${'11b' | '90b'}-instruct-v1:0`
  | `${'' | 'us.'}meta.llama3-3-70b-instruct-v1:0`
  | `us.meta.llama4-${'scout' | 'maverick'}-17b-instruct-v1:0`
