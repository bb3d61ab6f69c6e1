import type { JSONObject, JSONValue } from '@ai-sdk/provider'

/** A plain value of ours, which is JSON already, in the AI SDK's type for it. Members that are undefined are not sent. */
export const toJson = (value: object): JSONObject => value as JSONObject

/** The same for any JSON value. */
export const toValue = (value: unknown): JSONValue => value as JSONValue
