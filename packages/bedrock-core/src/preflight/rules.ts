/** One thing that a request must not hold, and what is done about it. */
export interface Rule {
  /** What the caller wrote. */
  readonly found: string
  /** What is sent instead, or why nothing is. */
  readonly done: string
  /** For every form, or for those whose `takes` says so. */
  readonly forms: string
  /** Who says that the service refuses it. */
  readonly source: string
}

const all = 'all'

/** The codes of preflight’s warnings. */
export type Fix =
  | 'blank-text-removed'
  | 'empty-turn-removed'
  | 'reasoning-removed'
  | 'raw-removed'
  | 'file-removed'
  | 'tool-input-wrapped'
  | 'tool-id-changed'
  | 'tool-result-moved'
  | 'tool-result-removed'
  | 'tool-result-added'
  | 'tool-result-as-text'
  | 'turns-joined'
  | 'user-turn-added'
  | 'text-trimmed'
  | 'document-removed'
  | 'stop-sequence-removed'
  | 'cache-point-moved'
  | 'cache-point-removed'
  | 'cache-ttl-lowered'
  | 'cache-ttl-removed'

/** What preflight changes, by the code of its warning. `docs/preflight.md` is written from this. */
export const rules: Readonly<Record<Fix, Rule>> = {
  'blank-text-removed': {
    found: 'text that is empty or white space, in a message, the system prompt or a tool’s content',
    done: 'left out; its cache mark goes to the part before',
    forms: all,
    source: 'continue#9232, opencode#15715, strands harness#3029 (models emit it themselves), botocore#3525',
  },
  'empty-turn-removed': {
    found: 'a message without content',
    done: 'left out',
    forms: all,
    source: 'service model: `content` of a message; ReqLLM#540',
  },
  'reasoning-removed': {
    found: 'reasoning that is not signed, or that the model does not take back',
    done: 'left out',
    forms: '`reasoning`',
    source: 'bedrock-engineer#239 (refused by some models), Roo#11238 (unsigned), pydantic-ai’s live tests',
  },
  'raw-removed': {
    found: 'a raw part that another form said',
    done: 'left out',
    forms: all,
    source: 'its members are that form’s own: each native schema refuses what it does not know',
  },
  'file-removed': {
    found: 'a file in the assistant’s turn',
    done: 'left out',
    forms: '`assistantFiles: false`',
    source: 'the vendor’s own reference: images and documents are the user’s',
  },
  'tool-input-wrapped': {
    found: 'a tool call whose input is no object, such as JSON cut by the token limit',
    done: 'put into an object, `INVALID_JSON` its key where it is no JSON',
    forms: all,
    source: 'vercel/ai#14442; service model: `ToolUseBlock.input`; its vendor’s guide to fine-grained tool streaming',
  },
  'tool-id-changed': {
    found: 'ids of tool calls that the form does not take, or that stand on two calls',
    done: 'changed in the call and in its result; the same id always becomes the same one',
    forms: '`toolCallId`; unique: all',
    source:
      'service model: `toolUseId` 1–64 characters; vercel/ai#11863 (duplicate ids are refused; some models want nine letters)',
  },
  'tool-result-moved': {
    found: 'a tool result that does not stand right behind the turn that called',
    done: 'moved there',
    forms: all,
    source: 'vercel/ai#11216: "tool_use ids … without tool_result blocks immediately after"',
  },
  'tool-result-removed': {
    found: 'several results of one call',
    done: 'the last is kept',
    forms: all,
    source: 'API reference of ToolResultBlock: a result names the one call it answers (not recorded)',
  },
  'tool-result-added': {
    found: 'a call without a result, with turns behind it, as when a user stops an answer',
    done: 'a failed result that says so is put behind it',
    forms: all,
    source: 'vercel/ai#11216',
  },
  'tool-result-as-text': {
    found: 'a result whose call is not there, as when a history was cut',
    done: 'written out as the user’s text; files stay',
    forms: all,
    source: 'vercel/ai#11216, the other way round (not recorded)',
  },
  'turns-joined': {
    found: 'messages of one role in a row',
    done: 'become one',
    forms: '`roles`',
    source:
      'langchainjs#6724, Portkey#748, dify#9294, semantic-kernel#10281; 28 recorded requests have them and were answered',
  },
  'user-turn-added': {
    found: 'a conversation that the assistant begins',
    done: 'a user turn with "." is put first',
    forms: '`first`',
    source: 'langchain-aws#238, pydantic-ai’s live tests: only four families take it',
  },
  'text-trimmed': {
    found: 'white space at the end of an assistant’s turn that is to be continued',
    done: 'cut off',
    forms: '`prefill: "trimmed"`',
    source: 'the AI SDK’s rule for an answer that is begun by the caller (@ai-sdk/amazon-bedrock)',
  },
  'document-removed': {
    found: 'a document of `documents` without text',
    done: 'left out',
    forms: all,
    source: 'as blank text',
  },
  'stop-sequence-removed': {
    found: 'a stop sequence that is empty, or white space alone',
    done: 'left out',
    forms: 'all; white space: `blankStops: false`',
    source:
      'the API’s own words: "each stop sequence must contain non-whitespace"; service model: at least one character',
  },
  'cache-point-moved': {
    found: 'a cache point behind content that takes none: reasoning, documents, media, tools, as the form has it',
    done: 'moved on to the next place of its list',
    forms: '`cache`',
    source: 'strands#1966 (documents), opencode#31687 (reasoning), AWS’s page on prompt caching (tools of Nova)',
  },
  'cache-point-removed': {
    found: 'more than four cache points, or one that cannot move on',
    done: 'left out, the first of those beyond four',
    forms: '`cache`',
    source: 'strands#1966 (documents), opencode#31687 (reasoning), AWS’s page on prompt caching (four)',
  },
  'cache-ttl-lowered': {
    found: 'a cache point that lives longer than one before it',
    done: 'lowered to 5m',
    forms: '`cache`',
    source: 'strands#2121',
  },
  'cache-ttl-removed': {
    found: 'a time to live for a model that has but one',
    done: 'left out',
    forms: '`cache: { ttl: false }`',
    source: 'AWS’s page on prompt caching (Nova)',
  },
}
