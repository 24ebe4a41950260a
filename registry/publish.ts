import { randomBytes } from 'node:crypto'
import { access, constants, lstat, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf, UserError } from '../core/errors.js'
import { notWritten } from './notWritten.js'
import { syncFolder, writeSynced } from './writeSynced.js'

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
