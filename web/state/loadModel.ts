import { type Booster, makeBooster } from '../../core/model/booster.js'
import type { Manifest } from '../../core/model/manifest.js'
import type { Model } from '../../core/model/model.js'
import type { Profile } from '../../core/model/profile.js'
import { isProved } from '../../core/model/prove.js'
import { ask, noAnswer } from './ask.js'

/** A larger model stays on the server, which is asked instead. */
const MAX_BYTES = 8 << 20

/** A version as the page holds it. */
export interface Loaded {
  readonly version: string
  readonly manifest: Manifest
  /** Undefined where it is too large for the page. */
  readonly model: Model | undefined
  /** Undefined where the bundle has none. */
  readonly profile: Profile | undefined
  /**
   * What was compared with the manifest: the files' sha256 and the golden rows' predictions; the predictions alone, since browsers give
   * no sha256 outside https and localhost; or nothing, since the model stays on the server.
   */
  readonly proof: 'bytes' | 'predictions' | 'server'
}

/**
 * Loads a version's files as they are, and proves them.
 *
 * @throws Error with a sentence when they are not what the manifest says; Refused and NoAnswer as `ask`
 */
export async function loadModel(version: string): Promise<Loaded> {
  const folder = `models/${encodeURIComponent(version)}`
  const manifest: Manifest = await (await ask(`${folder}/manifest.json`)).json()
  const entries = Object.entries(manifest.targets)
  const [profile, ...files] = await Promise.all([
    manifest.profile && fetchText(folder, manifest.profile),
    ...entries.map(([, target]) => fetchText(folder, target)),
  ])
  const base = { version, manifest, profile: profile ? (JSON.parse(profile) as Profile) : undefined }
  if (files.some((text) => text === undefined)) return { ...base, model: undefined, proof: 'server' }
  const boosters: Record<string, Booster> = {}
  for (const [i, [name, { file }]] of entries.entries()) boosters[name] = makeBooster(JSON.parse(files[i]!), file)
  const model = { manifest, boosters }
  if (!isProved(model))
    throw new Error(`The model ${version} does not predict here what its manifest says; train again.`)
  return { ...base, model, proof: crypto.subtle ? 'bytes' : 'predictions' }
}

/** @returns undefined where the file is too large for the page */
async function fetchText(folder: string, { file, sha256 }: { file: string; sha256: string }) {
  const bytes = await readUpTo(MAX_BYTES, await ask(`${folder}/${file}`))
  if (!bytes) return undefined
  if (crypto.subtle && hex(await crypto.subtle.digest('SHA-256', bytes)) !== sha256) {
    throw new Error(`${file} did not arrive as it was published (its sha256 differs); reload the page.`)
  }
  return new TextDecoder().decode(bytes)
}

/** Counts what arrives: what stands in front of the API may leave out the length, or say that of the compressed file. */
async function readUpTo(limit: number, { body }: Response): Promise<ArrayBuffer | undefined> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  const reader = body!.getReader()
  for (;;) {
    const { done, value } = await reader.read().catch(noAnswer)
    if (done) return new Blob(parts).arrayBuffer()
    size += value.length
    if (size > limit) {
      await reader.cancel()
      return undefined
    }
    parts.push(value)
  }
}

const hex = (digest: ArrayBuffer) =>
  Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
