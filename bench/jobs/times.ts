/** What one round took, by wall and CPU, a call in milliseconds or a delta in microseconds. */
export interface Times {
  readonly wall: number
  readonly cpu: number
}
