import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { codeOf, TemporaryError } from '../../core/errors.js'
import { checkModelsDir, notWritten } from './publish.js'

const LOCK = '.lock'
const POLL_MS = 50

/** What is done under the lock takes a fraction of a second: whoever holds it longer was killed. */
const STALE_MS = 30_000

/** How long to wait for others, who each take a moment. */
const WAIT_MS = 60_000

/**
 * Lets one process at a time change what is current, over all machines that share the folder. Making a folder is atomic on
 * every file system, network disks too.
 *
 * @throws TemporaryError MODELS_BUSY when the turn does not come; UserError MODELS_DIR when the folder can't be written
 */
export async function withModelsLock<T>(modelsDir: string, work: () => Promise<T>): Promise<T> {
  const path = join(modelsDir, LOCK)
  const deadline = Date.now() + WAIT_MS
  await checkModelsDir(modelsDir)
  while (!(await take(path, modelsDir))) {
    if (Date.now() > deadline) {
      throw new TemporaryError('MODELS_BUSY', `Another process is changing ${modelsDir} and does not end; try again.`)
    }
    await sleep(POLL_MS)
  }
  try {
    return await work()
  } finally {
    await rm(path, { recursive: true, force: true }).catch(() => {})
  }
}

async function take(path: string, modelsDir: string): Promise<boolean> {
  try {
    await mkdir(path)
    return true
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw notWritten(modelsDir, error)
  }
  const found = await stat(path).catch(() => undefined)
  if (found && Date.now() - found.mtimeMs > STALE_MS) {
    // Of several that see it stale, one moves it away; the others find nothing, or the new holder's.
    const away = `${path}-${process.pid}-${Date.now()}`
    await rename(path, away).catch(() => {})
    await rm(away, { recursive: true, force: true }).catch(() => {})
  }
  return false
}
