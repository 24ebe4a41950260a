import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf, messageOf } from '../errors.js'
import { MANIFEST, readCurrentVersion } from './bundle.js'
import { type Manifest, readManifest } from './manifest.js'

/** How versions are called: other folders are somebody's own. */
const BUNDLE_NAME = /^\d{8}T\d{6}-[0-9a-f]{6}$/

/** A published version: its card, or what is wrong with it. */
export interface Version {
  version: string
  current: boolean
  manifest?: Manifest
  problem?: string
}

/** Every version in the models folder, the newest first; none where there is no such folder. */
export async function listVersions(modelsDir: string): Promise<Version[]> {
  // What is wrong with the pointer is said where it is used.
  const current = await readCurrentVersion(modelsDir).catch(() => undefined)
  const entries = await readdir(modelsDir, { withFileTypes: true }).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return []
    throw error
  })
  const names = entries.filter((entry) => entry.isDirectory() && BUNDLE_NAME.test(entry.name)).map(({ name }) => name)
  return Promise.all(
    names
      .sort()
      .reverse()
      .map(async (version) => ({ version, current: version === current, ...(await readCard(modelsDir, version)) })),
  )
}

async function readCard(modelsDir: string, version: string): Promise<Pick<Version, 'manifest' | 'problem'>> {
  const path = join(modelsDir, version, MANIFEST)
  try {
    return { manifest: readManifest(await readFile(path, 'utf8'), path) }
  } catch (error) {
    return { problem: messageOf(error) }
  }
}
