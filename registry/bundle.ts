import { join } from 'node:path'
import { codeOf, UserError } from '../core/errors.js'
import type { Booster } from '../core/model/booster.js'
import { modelColumns } from '../core/model/encode.js'
import { type Manifest, parseManifest } from '../core/model/manifest.js'
import type { Model } from '../core/model/model.js'
import { parseBooster } from '../core/model/parseBooster.js'
import { isProved } from '../core/model/prove.js'
import { differenceFrom } from './differenceFrom.js'
import { versionSchema } from './pointer.js'
import { readFile } from './readFile.js'
import type { Registry } from './registry.js'
import { parseSums, SUMS, sha256 } from './sums.js'

export const MANIFEST = 'manifest.json'

/** No model is larger: a million leaves take about 100 MB. */
export const MAX_MODEL_BYTES = 256 << 20

/**
 * Reads a published bundle and proves it: checksums, then predictions for the manifest's golden rows.
 *
 * @throws UserError MODEL_INVALID saying which file is wrong and how; TemporaryError MODEL_UNREADABLE when that can't be told now
 */
export async function readBundle(registry: Registry, version: string): Promise<Model> {
  const { manifest, sums } = await readCard(registry, version)
  const folder = join(registry.folder, version)
  const boosters: Record<string, Booster> = {}
  for (const name of Object.keys(manifest.targets)) boosters[name] = await readTarget(folder, manifest, name)
  const { profile } = manifest
  if (profile)
    expectSum(join(folder, profile.file), await readFile(folder, profile.file, TRAIN_OR_PROMOTE), profile.sha256)
  const proved = [...Object.values(manifest.targets), ...(profile ? [profile] : [])]
  for (const [file, sum] of sums) {
    // These have been read and are what the manifest says.
    if (proved.some((it) => it.file === file && it.sha256 === sum)) continue
    expectSum(join(folder, file), await readFile(folder, file, TRAIN_OR_PROMOTE), sum)
  }
  const model = { manifest, boosters }
  if (isProved(model)) return model
  throw new UserError('MODEL_INVALID', `${folder} does not predict what its manifest says; train again.`)
}

/** The bundle is sound, but its definition is not this installation's. */
export class OtherDefinition extends UserError {
  constructor(
    path: string,
    /** In words, as in "its units are …". */
    readonly difference: string,
  ) {
    super('MODEL_INVALID', `${path} is no manifest to serve: ${difference}; train again.`)
  }
}

/** A bundle's card, and the checksums of all its files by their names: none in a bundle of format 1. */
export interface Card {
  manifest: Manifest
  sums: Map<string, string>
}

/**
 * Reads the card alone, and checks that it is as published and belongs to this data set.
 *
 * @throws as `readBundle`
 */
export async function readCard(registry: Registry, version: string): Promise<Card> {
  if (!versionSchema.safeParse(version).success) {
    throw new UserError(
      'MODEL_INVALID',
      `${JSON.stringify(version)} is no version; see the folders in ${registry.folder}.`,
    )
  }
  const folder = join(registry.folder, version)
  const path = join(folder, MANIFEST)
  const bytes = await readFile(folder, MANIFEST, TRAIN_OR_PROMOTE)
  const sums = await readSums(folder)
  if (sums instanceof Map) expectSum(path, bytes, sums.get(MANIFEST))
  const manifest = parseManifest(bytes.toString(), path)
  const difference = differenceFrom(registry.dataset, manifest)
  if (difference) throw new OtherDefinition(path, difference)
  if (sums instanceof UserError && manifest.format > 1) throw sums
  if (manifest.version !== version) {
    throw new UserError('MODEL_INVALID', `${folder} holds the manifest of version ${manifest.version}; ${COPY_AGAIN}.`)
  }
  return { manifest, sums: sums instanceof Map ? sums : new Map() }
}

/** @returns why there are none where the file is not there */
async function readSums(folder: string): Promise<Map<string, string> | UserError> {
  let text: string
  try {
    text = (await readFile(folder, SUMS, TRAIN_OR_PROMOTE)).toString('latin1')
  } catch (error) {
    if (error instanceof UserError && codeOf(error.cause) === 'ENOENT') return error
    throw error
  }
  const sums = parseSums(text)
  if (!sums) throw new UserError('MODEL_INVALID', `${join(folder, SUMS)} is no list of checksums; ${COPY_AGAIN}.`)
  return sums
}

const COPY_AGAIN = 'copy the bundle again, or train again'
export const TRAIN_OR_PROMOTE = 'train again, or promote another version'

function expectSum(path: string, bytes: Uint8Array, sum: string | undefined) {
  if (sha256(bytes) !== sum) throw notAsPublished(path)
}

export const notAsPublished = (path: string) =>
  new UserError('MODEL_INVALID', `${path} is not the file that was published (its sha256 differs); ${COPY_AGAIN}.`)

async function readTarget(folder: string, manifest: Manifest, name: string): Promise<Booster> {
  const target = manifest.targets[name]!
  const path = join(folder, target.file)
  const bytes = await readFile(folder, target.file, TRAIN_OR_PROMOTE, MAX_MODEL_BYTES)
  expectSum(path, bytes, target.sha256)
  const booster = parseBooster(bytes.toString(), path)
  const columns = modelColumns(manifest.features)
  const outputCount = 'classes' in target ? target.classes.length : 1
  const isOfItsKind = 'classes' in target === (booster.objective !== 'reg:squarederror')
  if (booster.featureCount !== columns.length || booster.outputCount !== outputCount || !isOfItsKind) {
    throw new UserError(
      'MODEL_INVALID',
      `${path} has other numbers of features or classes than its manifest; train again.`,
    )
  }
  if (booster.featureNames.length > 0 && JSON.stringify(booster.featureNames) !== JSON.stringify(columns)) {
    throw new UserError('MODEL_INVALID', `${path} has other features than its manifest; train again.`)
  }
  return booster
}
