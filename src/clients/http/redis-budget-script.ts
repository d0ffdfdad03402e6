import { GRANT_LIFE_MS, SAME_RESET_MS } from "./budget-window"

/**
 * The same rules as budget-window.ts, run atomically in Redis by its own clock, so that all processes share one window.
 *
 * KEYS[1] sorted set of grants (score: ms), KEYS[2] hash: seq, blocked, left, limit, reset.
 * ARGV for "acquire": op, limit, reserved percent, ages in ms of grants made while Redis was away…
 * ARGV for "report": op, remaining, limit, ms until reset, ms blocked; -1 = not told.
 * Answers {granted 0 or 1, ms to wait}. Numbers become text by string.format, because Lua would write large ones as 1e12.
 */
export const REDIS_BUDGET_SCRIPT = `
local grants, state = KEYS[1], KEYS[2]
local life, same = ${GRANT_LIFE_MS}, ${SAME_RESET_MS}
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local function text(number) return string.format('%.0f', number) end
local function read(field) return tonumber(redis.call('HGET', state, field) or '') end
local function write(field, number) redis.call('HSET', state, field, text(number)) end
local function add(at)
  local seq = redis.call('HINCRBY', state, 'seq', 1)
  redis.call('ZADD', grants, text(at), text(seq))
end
local function keep()
  local longest = math.max(life, (read('blocked') or 0) - now, (read('reset') or 0) - now)
  redis.call('PEXPIRE', grants, text(life + 1000))
  redis.call('PEXPIRE', state, text(longest + 1000))
end

redis.call('ZREMRANGEBYSCORE', grants, '-inf', text(now - life))
local reset = read('reset')
if reset and reset <= now then
  redis.call('HDEL', state, 'left', 'limit', 'reset')
  reset = nil
end

if ARGV[1] == 'report' then
  local remaining, limit = tonumber(ARGV[2]), tonumber(ARGV[3])
  local resetIn, blockedFor = tonumber(ARGV[4]), tonumber(ARGV[5])
  if blockedFor >= 0 and now + blockedFor > (read('blocked') or 0) then
    write('blocked', now + blockedFor)
  end
  if remaining >= 0 and resetIn > 0 then
    local at = now + resetIn
    if not reset or at > reset + same then
      write('left', remaining)
      write('reset', at)
      if limit > 0 then write('limit', limit) else redis.call('HDEL', state, 'limit') end
    elseif at >= reset - same then
      write('left', math.min(read('left') or remaining, remaining))
      if limit > 0 then write('limit', limit) end
    end
  end
  keep()
  return {1, 0}
end

for i = 4, #ARGV do
  local age = tonumber(ARGV[i])
  if age < life then
    add(now - age)
    if reset then redis.call('HINCRBY', state, 'left', -1) end
  end
end

local limit, reserved = tonumber(ARGV[2]), tonumber(ARGV[3])
local reportedLimit = reset and read('limit')
if reportedLimit and reportedLimit < limit then limit = reportedLimit end

local wait = 0
local blocked = read('blocked') or 0
if blocked > now then wait = blocked - now end

if reset then
  local left = read('left') or 0
  if left * 100 <= reserved * limit then wait = math.max(wait, reset - now) end
end

local tooMany = redis.call('ZCARD', grants) - (math.ceil(limit * (100 - reserved) / 100) - 1)
if tooMany > 0 then
  local entry = redis.call('ZRANGE', grants, text(tooMany - 1), text(tooMany - 1), 'WITHSCORES')
  wait = math.max(wait, tonumber(entry[2]) + life - now, 1)
end

if wait > 0 then
  keep()
  return {0, math.ceil(wait)}
end
add(now)
if reset then redis.call('HINCRBY', state, 'left', -1) end
keep()
return {1, 0}
`
