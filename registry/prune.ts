import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { withModelsLock } from './lock.js'
import { notWritten } from './notWritten.js'
import { readPointer } from './pointer.js'
import { PARTIAL } from './publish.js'
import { versionNames } from './versions.js'

export type Pruned = { kept: string[]; removed: string[] }

/**
 * Removes all versions but the last published ones and the current one.
 *
 * @throws UserError MODEL_INVALID when the pointer is damaged, so that nobody knows what is current, HISTORY when nobody knows what is new; MODELS_DIR when the folder can't be written
 */
export function prune(folder: string, keep: number, onWait?: () => void): Promise<Pruned> {
  const remove = async () => {
    const current = await readPointer(folder)
    const versions = await versionNames(folder)
    const kept = versions.filter((version, i) => i < keep || version === current)
    const removed = versions.filter((version) => !kept.includes(version))
    for (const version of removed) {
      // Renamed first, so that nobody finds half a bundle.
      const away = join(folder, `${PARTIAL}${version}`)
      try {
        await rename(join(folder, version), away)
        await rm(away, { recursive: true, force: true })
      } catch (error) {
        throw notWritten(folder, error, `${version} was not removed`)
      }
    }
    return { kept, removed }
  }
  return withModelsLock(folder, remove, onWait)
}
