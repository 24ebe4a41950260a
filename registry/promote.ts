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
 * @throws UserError MODEL_MISSING when there is no such version, MODEL_INVALID when its bundle is damaged; the current one then stays
 */
export function promote(registry: Registry, version: string, why: string, onWait?: () => void): Promise<Promotion> {
  return withModelsLock(registry.folder, () => takeIntoUse(registry, version, 'promote', why), onWait)
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
