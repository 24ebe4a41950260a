import { join } from 'node:path'
import { z } from 'zod'
import { dataset, type TargetName } from '../core/dataset.js'
import { codeOf, messageOf, TemporaryError, UserError } from '../core/errors.js'
import { parseJson } from '../core/json.js'
import { type Booster, parseBooster } from '../core/model/booster.js'
import { type Manifest, parseManifest } from '../core/model/manifest.js'
import { predictProbabilities } from '../core/model/scores.js'
import { NotThatFile, readRegularFile } from './regularFile.js'
import { parseSums, SUMS, sha256 } from './sums.js'

export const MANIFEST = 'manifest.json'

/** No model is larger: a million leaves take about 100 MB. */
const MAX_MODEL_BYTES = 256 << 20
/** No other file of a bundle, and no pointer. */
const MAX_FILE_BYTES = 1 << 20

/**
 * Reads a published bundle and proves it: checksums, then predictions for the manifest's golden rows.
 *
 * @throws UserError MODEL_INVALID saying which file is wrong and how; TemporaryError MODEL_UNREADABLE when that can't be told now
 */
export async function readBundle(modelsDir: string, version: string): Promise<Model> {
  const { manifest, sums } = await readCard(modelsDir, version)
  const folder = join(modelsDir, version)
  const boosters = {} as Record<TargetName, Booster>
  for (const { name } of dataset.targets) boosters[name] = await readTarget(folder, manifest, name)
  const targets = Object.values(manifest.targets)
  for (const [file, sum] of sums) {
    // The models have been read and are what the manifest says.
    if (targets.some((target) => target.file === file && target.sha256 === sum)) continue
    expectSum(join(folder, file), await read(folder, file), sum)
  }
  const model = { manifest, boosters }
  proveModel(model, folder)
  return model
}

/** A bundle's card, and the checksums of all its files by their names: none in a bundle of format 1. */
export interface Card {
  manifest: Manifest
  sums: Map<string, string>
}

/**
 * Reads the card alone, and proves it as it was published.
 *
 * @throws as `readBundle`
 */
export async function readCard(modelsDir: string, version: string): Promise<Card> {
  if (!versionSchema.safeParse(version).success) {
    throw new UserError('MODEL_INVALID', `${JSON.stringify(version)} is no version; see the folders in ${modelsDir}.`)
  }
  const folder = join(modelsDir, version)
  const path = join(folder, MANIFEST)
  const bytes = await read(folder, MANIFEST)
  const sums = await readSums(folder)
  if (sums instanceof Map) expectSum(path, bytes, sums.get(MANIFEST))
  const manifest = parseManifest(bytes.toString(), path)
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
    text = (await read(folder, SUMS)).toString('latin1')
  } catch (error) {
    if (error instanceof UserError && codeOf(error.cause) === 'ENOENT') return error
    throw error
  }
  const sums = parseSums(text)
  if (!sums) throw new UserError('MODEL_INVALID', `${join(folder, SUMS)} is no list of checksums; ${COPY_AGAIN}.`)
  return sums
}

const COPY_AGAIN = 'copy the bundle again, or train again'

function expectSum(path: string, bytes: Uint8Array, sum: string | undefined) {
  if (sha256(bytes) === sum) return
  throw new UserError(
    'MODEL_INVALID',
    `${path} is not the file that was published (its sha256 differs); ${COPY_AGAIN}.`,
  )
}

async function readTarget(folder: string, manifest: Manifest, name: TargetName): Promise<Booster> {
  const { file, sha256, classes } = manifest.targets[name]!
  const path = join(folder, file)
  const bytes = await read(folder, file, MAX_MODEL_BYTES)
  expectSum(path, bytes, sha256)
  const booster = parseBooster(bytes.toString(), path)
  const features = manifest.features.map((feature) => feature.name).join()
  if (booster.featureCount !== manifest.features.length || booster.classCount !== classes.length) {
    throw new UserError(
      'MODEL_INVALID',
      `${path} has other numbers of features or classes than its manifest; train again.`,
    )
  }
  if (booster.featureNames.length > 0 && booster.featureNames.join() !== features) {
    throw new UserError('MODEL_INVALID', `${path} has other features than its manifest; train again.`)
  }
  return booster
}

