import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { dataset, type TargetName } from '../dataset.js'
import { codeOf, messageOf, TemporaryError, UserError } from '../errors.js'
import { type Booster, readBooster } from './booster.js'
import { type Manifest, readManifest } from './manifest.js'
import { predictProbabilities } from './predict.js'

/** A model in memory, ready to predict. */
export interface Model {
  readonly manifest: Manifest
  readonly boosters: Record<TargetName, Booster>
}

/** The file in the models folder that names the version in use: `{"version": "…"}`. */
export const POINTER = 'current.json'
export const MANIFEST = 'manifest.json'

/** No file of a bundle is larger: a million leaves take about 100 MB. */
const MAX_FILE_BYTES = 256 << 20

/** Between our predictions and the expected ones: the float32 rounding of `exp`. */
export const PROBABILITY_TOLERANCE = 1e-6

/** What a version may be called: a plain folder name, never a path. */
export const versionSchema = z.string().regex(/^[0-9A-Za-z][0-9A-Za-z_-]{0,63}$/)
const pointerSchema = z.object({ version: versionSchema })

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
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw unread(path, error, 'promote a version (`penguins models list` shows them) to replace it')
  }
  try {
    return pointerSchema.parse(JSON.parse(text)).version
  } catch (error) {
    throw new UserError(
      'MODEL_INVALID',
      `${path} does not name a version; promote one (\`penguins models list\` shows them) to replace it.`,
      {
        cause: error,
      },
    )
  }
}

/**
 * Reads a published bundle and proves it: checksums, then predictions for the manifest's golden rows.
 *
 * @throws UserError MODEL_INVALID saying which file is wrong and how; TemporaryError MODEL_UNREADABLE when that can't be told now
 */
export async function readBundle(modelsDir: string, version: string): Promise<Model> {
  if (!versionSchema.safeParse(version).success) {
    throw new UserError('MODEL_INVALID', `${JSON.stringify(version)} is no version; see the folders in ${modelsDir}.`)
  }
  const folder = join(modelsDir, version)
  const manifest = readManifest((await read(folder, MANIFEST)).toString(), join(folder, MANIFEST))
  if (manifest.version !== version) {
    throw new UserError(
      'MODEL_INVALID',
      `${folder} holds the manifest of version ${manifest.version}; copy the bundle again.`,
    )
  }
  const boosters = {} as Record<TargetName, Booster>
  for (const { name } of dataset.targets) boosters[name] = await readTarget(folder, manifest, name)
  const model = { manifest, boosters }
  checkGolden(model, folder)
  return model
}

async function readTarget(folder: string, manifest: Manifest, name: TargetName): Promise<Booster> {
  const { file, sha256, classes } = manifest.targets[name]!
  const path = join(folder, file)
  const bytes = await read(folder, file)
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) {
    throw new UserError(
      'MODEL_INVALID',
      `${path} is not the file that was published (its sha256 differs); train again.`,
    )
  }
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

async function read(folder: string, file: string): Promise<Buffer> {
  const path = join(folder, file)
  try {
    const { size } = await stat(path)
    if (size > MAX_FILE_BYTES)
      throw new UserError('MODEL_INVALID', `${path} is too large to be a model (${size} bytes).`)
    return await readFile(path)
  } catch (error) {
    if (error instanceof UserError) throw error
    throw unread(path, error, 'train again, or promote another version')
  }
}

/** The file is not there, or is something else: the bundle is damaged. */
const damaged = ['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP']

/** Anything else, such as a network disk that is away, says nothing of the bundle and may pass. */
function unread(path: string, error: unknown, mend: string) {
  const reason = codeOf(error) ?? messageOf(error)
  const text = (advice: string) => `${path} can't be read (${reason}); ${advice}.`
  if (damaged.includes(reason)) return new UserError('MODEL_INVALID', text(mend), { cause: error })
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
