/** One answer that is kept while, and for some time after, it is made. */
export interface StreamName {
  readonly chatId: string
  readonly streamId: string
}

/** `lost`: whoever made the answer has gone without ending it. `missing`: nothing is kept under this name (any more). */
export type StreamState = 'open' | 'ended' | 'lost' | 'missing'

/** Events that follow each other. */
export interface StreamPage {
  readonly state: StreamState
  /** The number of the last event that is kept; 0 before the first. */
  readonly last: number
  /** Those that follow the number that was asked for, or the first some of them. */
  readonly events: readonly string[]
}

/**
 * Where answers are kept while nobody may be reading them. Events are text, numbered from 1 without gaps. The laws are in
 * `streamStoreLaws` of `@x/bedrock-core/testing`.
 */
export interface StreamStore {
  /**
   * Begins a stream; from now it is the latest of its chat.
   * @throws BedrockError `conflict` where the name is taken
   */
  open(stream: StreamName): Promise<void>
  /**
   * Adds events, the first of which has the number `first`, and says that the maker is alive; none: says only that. `ended`:
   * they are the last. Events whose numbers are there already are passed over, so that a call may be repeated.
   * @returns `stopped` where the user wishes no more, `lost` where readers were told already that the maker has gone
   */
  append(
    stream: StreamName,
    first: number,
    events: readonly string[],
    ended: boolean,
  ): Promise<'open' | 'stopped' | 'lost'>
  /**
   * Events after the number `after`. Where there are none yet it waits for one, for the end, or for the signal; it may
   * answer without any at any time.
   */
  read(stream: StreamName, after: number, signal: AbortSignal): Promise<StreamPage>
  /** Tells the maker to stop, wherever it runs. Nothing happens to a stream that has ended. */
  stop(stream: StreamName): Promise<void>
  /** The name of the chat's latest stream, while it is kept. */
  latest(chatId: string): Promise<string | undefined>
}
