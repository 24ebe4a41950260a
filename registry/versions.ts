import { readdir } from 'node:fs/promises'
import { codeOf, messageOf, TemporaryError, UserError } from '../core/errors.js'
import type { Manifest } from '../core/model/manifest.js'
import { OtherDefinition, readBundle, readCard } from './bundle.js'
import { publishedOrder } from './history.js'
import { readPointer } from './pointer.js'
import type { Registry } from './registry.js'

/** How versions are called: other folders are somebody's own. */
const BUNDLE_NAME = /^\d{8}T\d{6}-[0-9a-f]{6}$/

/** A published version: its card, or what is wrong with it. */
export interface Version {
  version: string
  current: boolean
  manifest?: Manifest
  problem?: string
  /** Whether it is sound, and of another definition than this installation's. */
  otherDefinition?: boolean
}

/**
 * The names of all versions in the models folder, the last published first; those of which the history does not know come
 * after all others, by name. None where there is no such folder.
 *
 * @throws UserError HISTORY when the history can't be read
 */
export async function versionNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return []
    const reason = codeOf(error) ?? messageOf(error)
    throw new TemporaryError(
      'MODELS_UNREADABLE',
      `${folder} can't be read (${reason}); mend its rights, or try again.`,
      {
        cause: error,
      },
    )
  })
  const names = entries.filter((entry) => entry.isDirectory() && BUNDLE_NAME.test(entry.name)).map(({ name }) => name)
  const order = new Map((await publishedOrder(folder)).map((version, i) => [version, i]))
  const rank = (name: string) => order.get(name) ?? -1
  return names
    .sort()
    .reverse()
    .sort((a, b) => rank(b) - rank(a))
}

/** Every version with its card, the last published first. */
export async function listVersions(registry: Registry): Promise<Version[]> {
  // What is wrong with the pointer is said where it is used.
  const current = await readPointer(registry.folder).catch(() => undefined)
  const names = await versionNames(registry.folder)
  return Promise.all(
    names.map(async (version) => ({ version, current: version === current, ...(await cardOf(registry, version)) })),
  )
}

/** The accuracy of each target with classes, by name, on the test rows. */
export function testAccuracies({ targets }: Manifest): Record<string, number> {
  return Object.fromEntries(
    Object.entries(targets).flatMap(([name, target]) =>
      'classes' in target ? [[name, target.metrics.test.accuracy]] : [],
    ),
  )
}

/** The root mean squared error of each target that is a number, by name, on the test rows. */
export function testErrors({ targets }: Manifest): Record<string, number> {
  return Object.fromEntries(
    Object.entries(targets).flatMap(([name, target]) => ('range' in target ? [[name, target.metrics.test.rmse]] : [])),
  )
}

/** Whether two bundles hold the same model: the same files, to the byte. */
export function isSameModel(a: Record<string, { sha256: string }>, b: Record<string, { sha256: string }>): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...names].every((name) => a[name]?.sha256 === b[name]?.sha256)
}

/** A version's card, or what is wrong with it. */
export async function cardOf(registry: Registry, version: string): Promise<Omit<Version, 'version' | 'current'>> {
  try {
    return { manifest: (await readCard(registry, version)).manifest }
  } catch (error) {
    if (error instanceof OtherDefinition) return { problem: error.difference, otherDefinition: true }
    return { problem: messageOf(error) }
  }
}

/**
 * The card of a version by its name, which may be anything.
 *
 * @throws UserError MODEL_MISSING when there is none, naming those that there are; as `readCard` when it is damaged or of another definition
 */
export const readPublishedCard = (registry: Registry, version: string) => ofPublished(registry, version, readCard)

/** The model of a version by its name; throws as `readPublishedCard`. */
export const readPublishedModel = (registry: Registry, version: string) => ofPublished(registry, version, readBundle)

async function ofPublished<Part>(
  registry: Registry,
  version: string,
  read: (registry: Registry, version: string) => Promise<Part>,
): Promise<Part> {
  try {
    return await read(registry, version)
  } catch (error) {
    const versions = await versionNames(registry.folder)
    throw versions.includes(version) ? error : noVersion(registry, version, versions)
  }
}

/** What to say where there is no version of a name. */
export function noVersion({ folder }: Registry, version: string, versions: readonly string[]): UserError {
  const known =
    versions.length > 0 ? `the newest are ${versions.slice(0, 3).join(', ')}` : 'nothing has been published yet'
  return new UserError(
    'MODEL_MISSING',
    `There is no version ${JSON.stringify(version.slice(0, 80))} in ${folder}; ${known}.`,
  )
}
