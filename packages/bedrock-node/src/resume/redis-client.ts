/** A client of the package `redis` (5, 6). */
export interface NodeRedisClient {
  sendCommand(command: string[]): Promise<unknown>
}

/** A client of the package `ioredis` (5, 6). */
export interface IORedisClient {
  call(command: string, ...words: string[]): Promise<unknown>
}

/** A connected client of the application's own; it is used for plain commands only and never closed here. */
export type RedisClient = NodeRedisClient | IORedisClient

/** Sends one command. */
export const send = (client: RedisClient, command: string, ...words: string[]): Promise<unknown> =>
  'call' in client ? client.call(command, ...words) : client.sendCommand([command, ...words])
