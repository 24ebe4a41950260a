import { randomBytes } from 'node:crypto'
import { access, constants, lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf, messageOf, UserError } from '../core/errors.js'

/** The start of the name of a folder that is being written or removed; the dot keeps it out of the versions. */
export const PARTIAL = '.publishing-'

/** A folder this old was left by a process that was killed; a living one takes seconds. */
const ABANDONED_MS = 3_600_000

/** A name for a new version: UTC time by this machine's clock, for people, and a few random digits, so that no two are equal. */
export function newVersion(now: Date): string {
  const time = now
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replace(/[-:]/g, '')
  return `${time}-${randomBytes(3).toString('hex')}`
}

/** @throws UserError MODELS_DIR when nothing can be published there, before any work is done for it */
export async function checkModelsDir(folder: string) {
  try {
    await mkdir(folder, { recursive: true })
    await access(folder, constants.W_OK)
  } catch (error) {
    throw notWritten(folder, error)
  }
}

/**
 * Publishes a bundle, whole or not at all: it is written beside the others, synced, and renamed into place. It is not in use
 * yet: see `movePointer`.
 *
 * @param files name and text of each file
 * @param prove looks at the bundle where it lies; what it throws takes the bundle back
 * @throws UserError MODELS_DIR when the folder can't be written or the disk is full; what was there is untouched
 */
export async function publish(
  folder: string,
  version: string,
  files: Record<string, string>,
  prove?: () => Promise<unknown>,
) {
  const partial = join(folder, `${PARTIAL}${version}`)
  const bundle = join(folder, version)
  let moved = false
  try {
    await removeAbandoned(folder)
    await mkdir(partial)
    for (const [name, text] of Object.entries(files)) await writeSynced(join(partial, name), text)
    await syncFolder(partial)
    await rename(partial, bundle)
    moved = true
    await syncFolder(folder)
    await prove?.()
  } catch (error) {
    await rm(moved ? bundle : partial, { recursive: true, force: true }).catch(() => {})
    throw error instanceof UserError || !codeOf(error) ? error : notWritten(folder, error)
  }
}

export async function writeSynced(path: string, text: string) {
  const file = await open(path, 'wx')
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Makes the names in a folder survive a power loss. Windows can't do this, and need not. */
export async function syncFolder(path: string) {
  if (process.platform === 'win32') return
  const folder = await open(path)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function removeAbandoned(folder: string) {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(PARTIAL)) continue
    const path = join(folder, name)
    // Another process may be done with it by now, and whatever else is wrong with it must not stop a publication.
    const found = await lstat(path).catch(() => undefined)
    if (found && Date.now() - found.mtimeMs > ABANDONED_MS) {
      await rm(path, { recursive: true, force: true }).catch(() => {})
    }
  }
}

const mends: Record<string, string> = {
  ENOSPC: 'free some space',
  EISDIR: 'remove the folder current.json there',
  ENOTDIR: 'name a folder in MODELS_DIR',
  EEXIST: 'name a folder in MODELS_DIR',
}

const NOT_PUBLISHED = 'No model was published and the one in use stays'

/** What to say when something of the models folder can't be written. */
export function notWritten(folder: string, error: unknown, outcome = NOT_PUBLISHED) {
  const reason = codeOf(error) ?? messageOf(error)
  const mend = mends[reason] ?? 'make it writable or name another folder in MODELS_DIR'
  return new UserError('MODELS_DIR', `${outcome}: ${folder} can't be written (${reason}); ${mend}.`, {
    cause: error,
  })
}
