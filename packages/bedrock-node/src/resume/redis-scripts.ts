/**
 * Each of these is one step for Redis. KEYS: 1 the facts of a stream (a hash: `n`, `ended`, `stopped`), 2 its events (a Redis
 * stream whose ids are the numbers of the events), 3 a sign of life that expires, 4 the latest stream of the chat.
 */

/** ARGV: streamId, keepMs, leaseMs. */
export const openScript = `
if redis.call('EXISTS', KEYS[1]) == 1 then return 'taken' end
redis.call('HSET', KEYS[1], 'n', 0)
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('SET', KEYS[3], 1, 'PX', ARGV[3])
redis.call('SET', KEYS[4], ARGV[1], 'PX', ARGV[2])
return 'open'`

/** ARGV: streamId, keepMs, leaseMs, the first event's number, whether they are the last, events. */
export const appendScript = `
local facts = redis.call('HMGET', KEYS[1], 'n', 'ended', 'stopped')
if not facts[1] then return 'lost' end
local n = tonumber(facts[1])
local final = tonumber(ARGV[4]) + #ARGV - 6
if facts[2] then return final > n and 'lost' or (facts[3] and 'stopped' or 'open') end
if redis.call('EXISTS', KEYS[3]) == 0 then return 'lost' end
for i = 6, #ARGV do
  local number = tonumber(ARGV[4]) + i - 6
  if number > n then
    n = number
    redis.call('XADD', KEYS[2], string.format('%d-0', n), 'e', ARGV[i])
  end
end
redis.call('HSET', KEYS[1], 'n', n)
if ARGV[5] == '1' then redis.call('HSET', KEYS[1], 'ended', 1) end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('PEXPIRE', KEYS[2], ARGV[2])
redis.call('SET', KEYS[3], 1, 'PX', ARGV[3])
if redis.call('GET', KEYS[4]) == ARGV[1] then redis.call('PEXPIRE', KEYS[4], ARGV[2]) end
return facts[3] and 'stopped' or 'open'`

/** ARGV: the number after which, how many. Answers state, last number, events. */
export const readScript = `
local facts = redis.call('HMGET', KEYS[1], 'n', 'ended')
if not facts[1] then return { 'missing', '0' } end
local state = 'open'
if facts[2] then state = 'ended' elseif redis.call('EXISTS', KEYS[3]) == 0 then state = 'lost' end
local page = { state, facts[1] }
local from = string.format('%d-0', tonumber(ARGV[1]) + 1)
for _, entry in ipairs(redis.call('XRANGE', KEYS[2], from, '+', 'COUNT', ARGV[2])) do
  page[#page + 1] = entry[2][2]
end
return page`

export const stopScript = `
if redis.call('EXISTS', KEYS[1]) == 1 and redis.call('HEXISTS', KEYS[1], 'ended') == 0 then
  redis.call('HSET', KEYS[1], 'stopped', 1)
end
return 'open'`
