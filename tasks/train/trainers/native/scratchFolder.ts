import { mkdtemp, readdir, rm, statfs } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { codeOf, UserError } from '../../../../core/errors.js'

/** The start of the name of a folder for files that live as long as a training; the dot keeps it out of the versions. */
const SCRATCH = '.training-'

/**
 * Makes a folder for files of a training, and removes those that killed trainings of this machine, or of this container, have left.
 *
 * @param parent a folder on a disk
 * @param size how many bytes there will be at most: where XGBoost can't write a file it ends the process
 * @returns its path; who asks for it removes it
 * @throws UserError MODELS_DIR when the disk has not as much room
 */
export async function makeScratchFolder(parent: string, size: number): Promise<string> {
  for (const name of await readdir(parent)) {
    if (isAbandoned(name)) await rm(join(parent, name), { recursive: true, force: true }).catch(() => {})
  }
  const { bavail, bsize } = await statfs(parent)
  if (bavail * bsize < size) {
    const [free, needed] = [bavail * bsize, size].map((bytes) => Math.ceil(bytes / 1e6))
    throw new UserError(
      'MODELS_DIR',
      `The disk of ${parent} has ${free} MB left, and this training needs ${needed} MB for files while it lasts; make room or name another folder in MODELS_DIR.`,
    )
  }
  return mkdtemp(join(parent, `${SCRATCH}${hostname()}-${process.pid}-`))
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
