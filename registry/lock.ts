import { mkdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { codeOf, TemporaryError, UserError } from '../core/errors.js'
import { notWritten } from './notWritten.js'

const LOCK = '.lock'
const POLL_MS = 50

/** How often a holder shows that it is alive. */
const HEARTBEAT_MS = 5000

/** A lock without a sign of life for this long, by the waiter's own clock, belongs to a process that was killed. */
const STALE_MS = 30_000

/** A wait longer than this is reported. */
const SILENT_MS = 1000

/** How long to wait for others, who each take a moment. */
const WAIT_MS = 120_000

/**
 * Lets one process at a time change what is current, over all machines that share the folder. Making a folder is atomic on
 * every file system, network disks too.
 *
 * @param onWait called once when the wait is longer than a moment
 * @throws TemporaryError MODELS_BUSY when the turn does not come; UserError MODELS_DIR when the folder can't be written, NO_MODELS when
 *   there is none
 */
export async function withModelsLock<T>(
  folder: string,
  work: () => Promise<T>,
  onWait?: () => void,
  staleMs = STALE_MS,
): Promise<T> {
  const path = join(folder, LOCK)
  const mine = await take(path, folder, staleMs, onWait)
  const heartbeat = setInterval(() => utimes(path, new Date(), new Date()).catch(() => {}), HEARTBEAT_MS)
  try {
    return await work()
  } finally {
    clearInterval(heartbeat)
    // A holder that was taken for dead must not remove the next one's lock.
    if ((await look(path))?.ino === mine) await rm(path, { recursive: true, force: true }).catch(() => {})
  }
}

/** @returns the lock's inode, by which it is known again */
async function take(path: string, folder: string, staleMs: number, onWait?: () => void): Promise<number | undefined> {
  const started = Date.now()
  let told = false
  let seen: { ino: number; mtimeMs: number } | undefined
  let since = started
  while (Date.now() - started < WAIT_MS) {
    try {
      await mkdir(path)
      return (await look(path))?.ino
    } catch (error) {
      if (codeOf(error) === 'ENOENT')
        throw new UserError('NO_MODELS', `There is no folder ${folder}; name the models folder in MODELS_DIR.`)
      if (codeOf(error) !== 'EEXIST') throw notWritten(folder, error, 'Nothing was changed')
    }
    const found = await look(path)
    if (found?.ino !== seen?.ino || found?.mtimeMs !== seen?.mtimeMs) {
      seen = found
      since = Date.now()
    } else if (seen && Date.now() - since > staleMs) await remove(path, seen)
    if (!told && Date.now() - started > SILENT_MS) {
      told = true
      onWait?.()
    }
    await sleep(POLL_MS)
  }
  throw new TemporaryError('MODELS_BUSY', `Another process is changing ${folder} and does not end; try again.`)
}

/** When several find a lock stale, one of them removes it, and only if it is still the lock it found. */
async function remove(path: string, stale: { ino: number; mtimeMs: number }) {
  const breaking = `${path}-breaking`
  try {
    await mkdir(breaking)
  } catch {
    // Another process is removing it, or was killed while it did.
    const found = await look(breaking)
    if (found && Date.now() - found.mtimeMs > 2 * STALE_MS)
      await rm(breaking, { recursive: true, force: true }).catch(() => {})
    return
  }
  try {
    const found = await look(path)
    if (found?.ino !== stale.ino || found.mtimeMs !== stale.mtimeMs) return
    await rename(path, join(breaking, 'lock')).catch(() => {})
  } finally {
    await rm(breaking, { recursive: true, force: true }).catch(() => {})
  }
}

const look = (path: string) => stat(path).catch(() => undefined)
