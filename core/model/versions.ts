import { readdir } from 'node:fs/promises'
import { codeOf, messageOf } from '../errors.js'
import { readCard, readCurrentVersion } from './bundle.js'
import type { Manifest } from './manifest.js'

/** How versions are called: other folders are somebody's own. */
const BUNDLE_NAME = /^\d{8}T\d{6}-[0-9a-f]{6}$/

/** A published version: its card, or what is wrong with it. */
export interface Version {
  version: string
  current: boolean
  manifest?: Manifest
  problem?: string
}

/** The names of all versions in the models folder, the newest first; none where there is no such folder. */
export async function versionNames(modelsDir: string): Promise<string[]> {
  const entries = await readdir(modelsDir, { withFileTypes: true }).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return []
    throw error
  })
  const names = entries.filter((entry) => entry.isDirectory() && BUNDLE_NAME.test(entry.name)).map(({ name }) => name)
  return names.sort().reverse()
}

/** Every version with its card, the newest first. */
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

async function cardOf(modelsDir: string, version: string): Promise<Pick<Version, 'manifest' | 'problem'>> {
  try {
    return { manifest: (await readCard(modelsDir, version)).manifest }
  } catch (error) {
    return { problem: messageOf(error) }
  }
}
