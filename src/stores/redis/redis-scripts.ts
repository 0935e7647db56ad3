import { createHash } from "node:crypto";
import type { Redis } from "ioredis";

/** A script that Redis runs as one step: nothing of another client comes in between. */
export class RedisScript {
  readonly #text: string;
  readonly #digest: string;

  constructor(text: string) {
    this.#text = text;
    this.#digest = createHash("sha1").update(text).digest("hex");
  }

  /** Sends the digest alone; the text too where Redis does not know it, as after a restart. */
  async run(client: Redis, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown> {
    try {
      return await client.call("EVALSHA", [this.#digest, keys.length, ...keys].concat(args));
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith("NOSCRIPT"))) throw error;
      return client.call("EVAL", [this.#text, keys.length, ...keys].concat(args));
    }
  }
}

/** Names of what every script is given: the keys in the order of `commonKeys`, then the first four arguments. */
const names = `
local head, turn, waiters, frames, replicas = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local channel, me, lease, lifetime = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
`;

/** Milliseconds since the Unix epoch by the clock of the server. */
const now = `
local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
`;

/** The replicas that have given a sign of life within the lease. */
const aliveReplicas = `
local function aliveReplicas()
  return redis.call('ZRANGEBYSCORE', replicas, now() - lease, '+inf')
end
`;

/** Puts a replica at the end of those that wait; one that waits already keeps its place. */
const queueUp = `
local function queueUp(id)
  redis.call('ZADD', waiters, 'NX', redis.call('HINCRBY', head, 'tickets', 1), id)
  redis.call('EXPIRE', waiters, lifetime)
end
`;

/** Gives the turn to a replica under a new number: what was begun under an older one is refused from here on. */
const grant = `
local function grant(id)
  local number = redis.call('HINCRBY', head, 'turns', 1)
  redis.call('SET', turn, id, 'PX', lease)
  redis.call('ZREM', waiters, id)
  return number
end
`;

/**
 * Gives the turn to whoever has waited longest and lives; tells whether there was one. The replica that had it may
 * queue up again, behind all others.
 */
const passOn = `
local function passOn(epoch, frame, isAgain)
  while true do
    local first = redis.call('ZPOPMIN', waiters)
    if #first == 0 then return false end
    local beat = redis.call('ZSCORE', replicas, first[1])
    if beat and tonumber(beat) >= now() - lease then
      local number = grant(first[1])
      if isAgain then queueUp(me) end
      local waiting = redis.call('ZCARD', waiters)
      redis.call('PUBLISH', channel, table.concat({'turn', first[1], number, epoch, frame, waiting}, ' '))
      return true
    end
  end
end
`;

/**
 * Whether all values are there that were written to the hashes among the keys: a Redis that evicts keys, or somebody who
 * deletes one, leaves the others. The head has the number of fields of each.
 */
const isWhole = `
local function isWhole()
  if #KEYS == 5 then return true end
  local sizes = redis.call('HMGET', head, unpack(KEYS, 6))
  for place, size in ipairs(sizes) do
    if redis.call('HLEN', KEYS[place + 5]) ~= tonumber(size or 0) then return false end
  end
  return true
end
`;

/** The frames after the one that a replica has seen; false where it has to read the whole state. */
const framesAfter = `
local function framesAfter(epoch, frame, seenEpoch, seen)
  if epoch ~= seenEpoch or seen > frame or frame - seen > 1000 then return false end
  if frame == seen then return {} end
  local entries = redis.call('XRANGE', frames, (seen + 1) .. '-0', '+')
  if #entries ~= frame - seen then return false end
  local missed = {}
  for place, entry in ipairs(entries) do
    if entry[2][2] == '' then return false end
    missed[place] = entry[2][2]
  end
  return missed
end
`;

/**
 * Takes the turn where it is free, else queues up for it. State of which the head or a hash is gone is gone as a whole,
 * and begins anew under the name given; hashes are looked at where the replica may have just read them. Arguments: name of a new epoch, epoch and frame seen, whether what was begun in a
 * turn of this replica has to be refused.
 */
export const takeTurn =
  new RedisScript(`${names}${now}${aliveReplicas}${queueUp}${grant}${isWhole}${framesAfter}
local epoch = redis.call('HGET', head, 'epoch')
if not epoch or (ARGV[8] == '1' and not isWhole()) then
  for place, key in ipairs(KEYS) do
    if key ~= replicas then redis.call('DEL', key) end
  end
  epoch = ARGV[5]
  redis.call('HSET', head, 'epoch', epoch, 'frame', 0, 'turns', 0)
  redis.call('EXPIRE', head, lifetime)
end
local holder = redis.call('GET', turn)
local number
if holder == me and ARGV[8] == '0' then
  number = tonumber(redis.call('HGET', head, 'turns'))
  redis.call('PEXPIRE', turn, lease)
elseif not holder or holder == me then
  number = grant(me)
else
  queueUp(me)
  redis.call('PUBLISH', channel, 'wanted')
  return {'queued', tonumber(redis.call('HGET', head, 'turns'))}
end
local frame = tonumber(redis.call('HGET', head, 'frame'))
local waiting = redis.call('ZCARD', waiters)
return {'taken', number, epoch, frame, waiting, aliveReplicas(), framesAfter(epoch, frame, ARGV[6], tonumber(ARGV[7]))}
`);

/**
 * Writes the changes of a turn as the next frame, if the turn is still the one in which they were made. Arguments:
 * epoch, number of the turn, frame before, what becomes of the turn (keep, pass, leave), whether to queue up again,
 * prefix of the hashes, then kind, field and value of each change (an empty value: gone). A subscriber cannot take more
 * than 32 MB that it has not read yet, and the frames of some time need room: one that is huge is written empty, and
 * the others read the whole state instead.
 */
export const commitTurn = new RedisScript(`${names}${now}${queueUp}${grant}${passOn}${isWhole}
local kept = redis.call('HMGET', head, 'epoch', 'turns', 'frame')
if kept[1] ~= ARGV[5] or kept[2] ~= ARGV[6] or kept[3] ~= ARGV[7] then return {'lost'} end
if not isWhole() then
  redis.call('DEL', head)
  return {'lost'}
end
local frame = tonumber(ARGV[7])
if #ARGV > 10 then
  frame = frame + 1
  local grown = {}
  for place = 11, #ARGV, 3 do
    local key = ARGV[10] .. ARGV[place]
    local by
    if ARGV[place + 2] == '' then
      by = -redis.call('HDEL', key, ARGV[place + 1])
    else
      by = redis.call('HSET', key, ARGV[place + 1], ARGV[place + 2])
    end
    grown[key] = (grown[key] or 0) + by
  end
  redis.call('HSET', head, 'frame', frame)
  local text = table.concat(ARGV, '\\n', 11)
  local isHuge = #text > 4000000
  if isHuge then text = '' end
  local most = math.min(1000, math.floor(32000000 / (#text + 1)))
  redis.call('XADD', frames, 'MAXLEN', '~', most, frame .. '-0', 'changes', text)
  if redis.call('ZCARD', replicas) > 1 and not isHuge then
    redis.call('PUBLISH', channel, table.concat({'frame', me, ARGV[5], frame}, ' ') .. '\\n' .. text)
  end
  for key, by in pairs(grown) do
    redis.call('EXPIRE', key, lifetime + 3600)
    if by ~= 0 then redis.call('HINCRBY', head, key, by) end
  end
  redis.call('EXPIRE', frames, lifetime + 3600)
  redis.call('EXPIRE', head, lifetime)
end
if ARGV[8] ~= 'keep' and passOn(ARGV[5], frame, ARGV[9] == '1') then
  return {'passed', frame, 0}
end
if ARGV[8] == 'leave' then
  redis.call('DEL', turn)
  return {'passed', frame, 0}
end
redis.call('SET', turn, me, 'PX', lease)
return {'kept', frame, redis.call('ZCARD', waiters)}
`);

/**
 * A sign of life: renews the turn that this replica holds and the lifetime of all other keys, and tells who lives, who has
 * fallen silent, and what this replica has missed. One that was silent itself judges nobody: others may not have got
 * through either. State of which a hash is gone ends here. Arguments: epoch and frame seen, epoch and number of the turn held, or 0.
 */
export const beat = new RedisScript(`${names}${now}${aliveReplicas}${isWhole}${framesAfter}
local time = now()
local before = redis.call('ZSCORE', replicas, me)
redis.call('ZADD', replicas, time, me)
if not before or tonumber(before) < time - lease then redis.call('PUBLISH', channel, 'joined ' .. me) end
redis.call('ZREMRANGEBYSCORE', replicas, '-inf', time - 10 * lease)
local silent = {}
if not before or tonumber(before) >= time - lease then
  silent = redis.call('ZRANGEBYSCORE', replicas, '-inf', '(' .. (time - lease))
end
for place, key in ipairs(KEYS) do
  if key ~= turn then redis.call('EXPIRE', key, key == head and lifetime or lifetime + 3600) end
end
local kept = redis.call('HMGET', head, 'epoch', 'turns', 'frame')
if kept[1] and not isWhole() then
  redis.call('DEL', head)
  kept[1] = false
end
if not kept[1] then return {'', 0, 0, 0, aliveReplicas(), silent} end
local renewed = 0
if kept[1] == ARGV[7] and kept[2] == ARGV[8] then
  redis.call('SET', turn, me, 'PX', lease)
  renewed = 1
end
local frame = tonumber(kept[3])
local missed = framesAfter(kept[1], frame, ARGV[5], tonumber(ARGV[6]))
return {kept[1], frame, renewed, redis.call('ZCARD', waiters), aliveReplicas(), silent, missed}
`);

/**
 * Tries each command that the others use, on a key of its own: one that Redis does not know or this user may not use
 * must not be met in the middle of a commit. Key: any that is free. Argument: the channel.
 */
export const tryCommands = new RedisScript(`
local key = KEYS[1]
local function try(command, ...) return redis.call(command, key, ...) end
local function make(...)
  try(...)
  redis.call('PEXPIRE', key, 1000)
end
try('SET', 1, 'PX', 1000)
try('PEXPIRE', 1000)
try('EXPIRE', 1)
try('GET')
try('DEL')
make('HSET', 'a', 1)
try('HINCRBY', 'a', 1)
try('HGET', 'a')
try('HMGET', 'a')
try('HLEN')
try('HSCAN', 0)
try('HDEL', 'a')
make('ZADD', 'NX', 1, 'a')
try('ZSCORE', 'a')
try('ZCARD')
try('ZRANGEBYSCORE', '-inf', '+inf')
try('ZPOPMIN')
try('ZREM', 'a')
try('ZREMRANGEBYSCORE', '-inf', '+inf')
make('XADD', 'MAXLEN', '~', 1, '1-0', 'a', 1)
try('XRANGE', '-', '+')
try('DEL')
redis.call('TIME')
redis.call('PUBLISH', ARGV[1], '')
`);
