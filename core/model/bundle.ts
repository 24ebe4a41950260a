import { join } from 'node:path'
import { z } from 'zod'
import { dataset, type TargetName } from '../dataset.js'
import { codeOf, messageOf, TemporaryError, UserError } from '../errors.js'
import { type Booster, readBooster } from './booster.js'
import { readJson } from './json.js'
import { type Manifest, readManifest } from './manifest.js'
import { predictProbabilities } from './predict.js'
import { NotThatFile, readRegularFile } from './regularFile.js'
import { readSums, SUMS, sha256 } from './sums.js'

/** A model in memory, ready to predict. */
export interface Model {
  readonly manifest: Manifest
  readonly boosters: Record<TargetName, Booster>
}

/** The file in the models folder that names the version in use. */
export const POINTER = 'current.json'
export const MANIFEST = 'manifest.json'

/** No model is larger: a million leaves take about 100 MB. */
const MAX_MODEL_BYTES = 256 << 20
/** No other file of a bundle, and no pointer. */
const MAX_FILE_BYTES = 1 << 20

/** Between our predictions and the expected ones: the float32 rounding of `exp`. */
export const PROBABILITY_TOLERANCE = 1e-6

/** What a version may be called: a plain folder name, never a path. */
export const versionSchema = z.string().regex(/^[0-9A-Za-z][0-9A-Za-z_-]{0,63}$/, 'is no name of one')

/** `{"version": "…"}` will do, by hand; the checksum is that of the version's name. */
const pointerSchema = z
  .strictObject({ version: versionSchema, sha256: z.string().optional() })
  .refine(({ version, sha256: sum }) => sum === undefined || sum === sha256(version), {
    path: ['sha256'],
    message: "is not that of the version's name, which is damaged or was changed by hand",
  })

/** The text of a pointer to a version, with its checksum: a damaged name must not be another version's. */
export const writePointer = (version: string) => `${JSON.stringify({ version, sha256: sha256(version) })}\n`

/**
 * The version that the models folder's pointer names.
 *
 * @returns undefined when there is no pointer: nothing has been published yet
 * @throws UserError MODEL_INVALID when the pointer is damaged; TemporaryError MODEL_UNREADABLE when that can't be told now
 */
export async function readCurrentVersion(modelsDir: string): Promise<string | undefined> {
  const path = join(modelsDir, POINTER)
  let text: string
  try {
    text = (await readRegularFile(path, MAX_FILE_BYTES)).toString()
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw unread(path, error, 'promote a version (`penguins models list` shows them) to replace it')
  }
  const refuse = (reason: string) =>
    new UserError(
      'MODEL_INVALID',
      `${path} does not name a version (${reason}); promote one (\`penguins models list\` shows them) to replace it.`,
    )
  return readJson(text, pointerSchema, refuse).version
}

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
  checkGolden(model, folder)
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
  const sums = await readSumsOf(folder)
  if (sums instanceof Map) expectSum(path, bytes, sums.get(MANIFEST))
  const manifest = readManifest(bytes.toString(), path)
  if (sums instanceof UserError && manifest.format > 1) throw sums
  if (manifest.version !== version) {
    throw new UserError('MODEL_INVALID', `${folder} holds the manifest of version ${manifest.version}; ${COPY_AGAIN}.`)
  }
  return { manifest, sums: sums instanceof Map ? sums : new Map() }
}

/** @returns why there are none where the file is not there */
async function readSumsOf(folder: string): Promise<Map<string, string> | UserError> {
  let text: string
  try {
    text = (await read(folder, SUMS)).toString('latin1')
  } catch (error) {
    if (error instanceof UserError && codeOf(error.cause) === 'ENOENT') return error
    throw error
  }
  const sums = readSums(text)
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
  const booster = readBooster(bytes.toString(), path)
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

async function read(folder: string, file: string, limit = MAX_FILE_BYTES): Promise<Buffer> {
  const path = join(folder, file)
  try {
    return await readRegularFile(path, limit)
  } catch (error) {
    throw unread(path, error, 'train again, or promote another version')
  }
}

/** The file is not there, or is something else: the bundle is damaged. */
const damaged = ['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'ENXIO', 'ENODEV']

/** Anything else, such as a network disk that is away, says nothing of the bundle and may pass. */
function unread(path: string, error: unknown, mend: string) {
  const reason = codeOf(error) ?? messageOf(error)
  const text = (advice: string) => `${path} can't be read (${reason}); ${advice}.`
  if (error instanceof NotThatFile || damaged.includes(reason))
    return new UserError('MODEL_INVALID', text(mend), { cause: error })
  return new TemporaryError('MODEL_UNREADABLE', text('mend its rights, or try again'), { cause: error })
}

function checkGolden({ manifest, boosters }: Model, folder: string) {
  const rows = Float32Array.from(manifest.golden.flatMap(({ features }) => features))
  const refuse = () => new UserError('MODEL_INVALID', `${folder} does not predict what its manifest says; train again.`)
  if (rows.length !== manifest.golden.length * manifest.features.length) throw refuse()
  for (const { name } of dataset.targets) {
    const expected = manifest.golden.flatMap((row) => row.expected[name] ?? [])
    const found = predictProbabilities(boosters[name], rows)
    if (expected.length !== found.length) throw refuse()
    if (expected.some((value, i) => !(Math.abs(value - found[i]!) <= PROBABILITY_TOLERANCE))) throw refuse()
  }
}
