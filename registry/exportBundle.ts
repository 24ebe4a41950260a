import { copyFile, lstat, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf, messageOf, UserError } from '../core/errors.js'
import { readBundle } from './bundle.js'
import { readPublished } from './promote.js'
import { PARTIAL } from './publish.js'
import type { Registry } from './registry.js'

export type Exported = { version: string; folder: string }

/**
 * Copies a bundle, proved before and after, into a folder of another place: `cp` it into another installation's `models/` and
 * promote it there.
 *
 * @throws UserError MODEL_INVALID when there is no such version or it is damaged; EXPORT when the folder can't be written or has it already
 */
export async function exportBundle(registry: Registry, version: string, to: string): Promise<Exported> {
  await readPublished(registry, version)
  const folder = join(to, version)
  const partial = join(to, `${PARTIAL}${version}`)
  try {
    await mkdir(to, { recursive: true })
    await rm(partial, { recursive: true, force: true })
    if (await lstat(folder).catch(() => undefined))
      throw new UserError('EXPORT', `${folder} is there already; remove it or name another folder.`)
    await mkdir(partial)
    const from = join(registry.folder, version)
    for (const name of await readdir(from)) {
      // Files, and nothing else: copying a named pipe never ends.
      const found = await stat(join(from, name)).catch(() => undefined)
      if (found?.isFile()) await copyFile(join(from, name), join(partial, name))
    }
    await rename(partial, folder)
  } catch (error) {
    await rm(partial, { recursive: true, force: true }).catch(() => {})
    if (error instanceof UserError) throw error
    const reason = codeOf(error) ?? messageOf(error)
    throw new UserError('EXPORT', `${folder} can't be written (${reason}); name another folder.`, { cause: error })
  }
  try {
    await readBundle({ ...registry, folder: to }, version)
  } catch (error) {
    await rm(folder, { recursive: true, force: true }).catch(() => {})
    throw error
  }
  return { version, folder }
}
