/** What is known of the property that a value is made for. */
export interface Place {
  /** Its own name; an item's is its list's. */
  readonly name: string
  /** The name of what it is in, '' at the top. */
  readonly parent: string
  /** Which item of a list it is or is in, from 0. */
  readonly at?: number
  /** Words that were chosen in the members before it, such as `mail` for a `kind`. */
  readonly beside: string
  /** The names at the top of the schema: what all of it is about. */
  readonly about: string
  readonly prompt: string
  /** What of the prompt already stands somewhere: it is said once. */
  readonly used: Set<string>
}
