import { readdir } from 'node:fs/promises'
import { dataset } from '../core/dataset.js'
import { codeOf, messageOf, TemporaryError } from '../core/errors.js'
import type { Manifest } from '../core/model/manifest.js'
import { readCard, readCurrentVersion } from './bundle.js'
import { publishedOrder } from './history.js'

/** How versions are called: other folders are somebody's own. */
const BUNDLE_NAME = /^\d{8}T\d{6}-[0-9a-f]{6}$/

/** A published version: its card, or what is wrong with it. */
export interface Version {
  version: string
  current: boolean
  manifest?: Manifest
  problem?: string
}

/**
 * The names of all versions in the models folder, the last published first; those of which the history does not know come
 * after all others, by name. None where there is no such folder.
 *
 * @throws UserError HISTORY when the history can't be read
 */
export async function versionNames(modelsDir: string): Promise<string[]> {
  const entries = await readdir(modelsDir, { withFileTypes: true }).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return []
    const reason = codeOf(error) ?? messageOf(error)
    throw new TemporaryError(
      'MODELS_UNREADABLE',
      `${modelsDir} can't be read (${reason}); mend its rights, or try again.`,
      {
        cause: error,
      },
    )
  })
  const names = entries.filter((entry) => entry.isDirectory() && BUNDLE_NAME.test(entry.name)).map(({ name }) => name)
  const order = new Map((await publishedOrder(modelsDir)).map((version, i) => [version, i]))
  const rank = (name: string) => order.get(name) ?? -1
  return names
    .sort()
    .reverse()
    .sort((a, b) => rank(b) - rank(a))
}

/** Every version with its card, the last published first. */
export async function listVersions(modelsDir: string): Promise<Version[]> {
  // What is wrong with the pointer is said where it is used.
  const current = await readCurrentVersion(modelsDir).catch(() => undefined)
  const names = await versionNames(modelsDir)
  return Promise.all(
    names.map(async (version) => ({ version, current: version === current, ...(await cardOf(modelsDir, version)) })),
  )
}

/** The accuracy of each target on the test rows, by name. */
export function testAccuracies({ targets }: Manifest): Record<string, number> {
  return Object.fromEntries(Object.entries(targets).map(([name, { metrics }]) => [name, metrics.test.accuracy]))
}

/** Whether two bundles hold the same model: the same files, to the byte. */
export function isSameModel(a: Record<string, { sha256: string }>, b: Record<string, { sha256: string }>): boolean {
  return dataset.targets.every(({ name }) => a[name]?.sha256 === b[name]?.sha256)
}

/** A version's card, or what is wrong with it. */
export async function cardOf(modelsDir: string, version: string): Promise<Pick<Version, 'manifest' | 'problem'>> {
  try {
    return { manifest: (await readCard(modelsDir, version)).manifest }
  } catch (error) {
    return { problem: messageOf(error) }
  }
}
