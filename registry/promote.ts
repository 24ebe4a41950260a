import { UserError } from '../core/errors.js'
import { readBundle } from './bundle.js'
import type { Change } from './history.js'
import { withModelsLock } from './lock.js'
import { movePointer, readPointer } from './pointer.js'
import type { Registry } from './registry.js'
import { noVersion, versionNames } from './versions.js'

/** From which version to which; null where none was current. */
export type Promotion = { from: string | null; to: string }

/**
 * Makes a published version the current one, once it has been proved.
 *
 * @param over the version that it was compared with, or null for none: it replaces no other
 * @throws UserError MODEL_MISSING when there is no such version, MODEL_INVALID when its bundle is damaged, MODEL_REPLACED when another
 *   one than `over` is current by now; the current one then stays
 */
export function promote(
  registry: Registry,
  version: string,
  why: string,
  onWait?: () => void,
  over?: string | null,
): Promise<Promotion> {
  const work = async () => {
    if (over !== undefined) await checkReplaces(registry, version, over)
    return takeIntoUse(registry, version, 'promote', why)
  }
  return withModelsLock(registry.folder, work, onWait)
}

async function checkReplaces({ folder }: Registry, version: string, over: string | null) {
  const current = (await readPointer(folder).catch(() => undefined)) ?? null
  if (current === over || current === version) return
  throw new UserError(
    'MODEL_REPLACED',
    `${version} was to replace ${over ?? 'none'}, but by now ${current ?? 'none'} is in use; compare the two (\`penguins models list\`), and run \`penguins models promote ${version}\` to take it all the same.`,
  )
}

/** Proves a version and points to it. To be called under the lock. */
export async function takeIntoUse(
  registry: Registry,
  version: string,
  action: Change['action'],
  why: string,
): Promise<Promotion> {
  const from = (await readPointer(registry.folder).catch(() => undefined)) ?? null
  await readPublished(registry, version)
  if (from !== version) await movePointer(registry.folder, version, action, why)
  return { from, to: version }
}

/**
 * A bundle, proved.
 *
 * @throws UserError MODEL_MISSING when there is no such version, naming those that there are; MODEL_INVALID when it is damaged
 */
export async function readPublished(registry: Registry, version: string) {
  const versions = await versionNames(registry.folder)
  if (!versions.includes(version)) throw noVersion(registry, version, versions)
  return readBundle(registry, version)
}
