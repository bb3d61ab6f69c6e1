import { TextStream } from '../client/text-stream.ts'
import type { ObjectPart } from '../speech/object-part.ts'
import type { ObjectResult } from './options.ts'

/**
 * An object as it comes: what `streamText` gives, its text being the JSON, with the object so far. Read it once, in one of its
 * forms, or only by its `result`.
 */
export class ObjectStream<T, Partial, Element = never> extends TextStream<
  ObjectPart<Partial, Element>,
  ObjectResult<T>
> {
  /**
   * The value so far, unchecked and before the schema's own transforms: immutable, each a beginning of the next, and what did
   * not change is the same object. After the last one reading throws where the whole does not fit.
   */
  get partialObjectStream(): AsyncIterable<Partial> {
    return {
      [Symbol.asyncIterator]: () => this.iterate((part) => (part.type === 'object' ? part.object : undefined)),
    }
  }

  /** The elements of a list, each once it is whole and checked. Up to the first that does not fit. */
  get elementStream(): AsyncIterable<Element> {
    return {
      [Symbol.asyncIterator]: () =>
        this.iterate((part) => {
          // As with text: what was handed out cannot be taken back.
          if (part.type === 'restart') this.leave(part.error)
          return part.type === 'element' ? part.element : undefined
        }),
    }
  }

  /** The whole value, checked. Rejects with what iterating throws. */
  get object(): Promise<T> {
    const object = this.result.then((result) => result.object)
    object.catch(() => {})
    return object
  }
}
