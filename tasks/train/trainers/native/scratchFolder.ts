import { mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { codeOf, UserError } from '../../../../core/errors.js'
import { notWritten } from '../../../../registry/notWritten.js'

/** The start of the name of a folder for files that live as long as a training; the dot keeps it out of the versions. */
const SCRATCH = '.training-'

/**
 * Makes a folder for files of a training, and removes those that killed trainings of this machine, or of this container, have left.
 *
 * @param parent a folder on a disk
 * @param size how many bytes there will be at most: where XGBoost can't write a file it ends the process
 * @returns its path; who asks for it removes it
 * @throws UserError MODELS_DIR when it can't be made, or the disk has not as much room
 */
export function makeScratchFolder(parent: string, size: number): string {
  try {
    mkdirSync(parent, { recursive: true })
    for (const name of readdirSync(parent)) if (isAbandoned(name)) removeIfPossible(join(parent, name))
    checkRoom(parent, size)
    return mkdtempSync(join(parent, `${SCRATCH}${hostname()}-${process.pid}-`))
  } catch (error) {
    throw error instanceof UserError ? error : notWritten(parent, error)
  }
}

function checkRoom(parent: string, size: number) {
  const { bavail, bsize } = statfsSync(parent)
  if (bavail * bsize >= size) return
  const [free, needed] = [bavail * bsize, size].map((bytes) => Math.ceil(bytes / 1e6))
  throw new UserError(
    'MODELS_DIR',
    `The disk of ${parent} has ${free} MB left, and this training needs ${needed} MB for files while it lasts; make room or name another folder in MODELS_DIR.`,
  )
}

function removeIfPossible(path: string) {
  try {
    rmSync(path, { recursive: true, force: true })
  } catch {
    // It is in nobody's way.
  }
}

/** Of another machine it can't be told. */
function isAbandoned(name: string): boolean {
  const mine = `${SCRATCH}${hostname()}-`
  const pid = Number(name.startsWith(mine) && name.slice(mine.length).split('-')[0])
  if (!pid) return false
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return codeOf(error) === 'ESRCH'
  }
}
