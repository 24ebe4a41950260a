import { join } from 'node:path'
import { UserError } from '../core/errors.js'
import { parseJson } from '../core/json.js'
import type { Manifest } from '../core/model/manifest.js'
import { type Profile, profileSchema } from '../core/model/profile.js'
import { TRAIN_OR_PROMOTE } from './bundle.js'
import { readFile } from './readFile.js'
import type { Registry } from './registry.js'

/**
 * What a bundle keeps of the rows, once `readBundle` has found its files to be right; undefined where it keeps nothing.
 *
 * @throws UserError MODEL_INVALID when it is no profile
 */
export async function readProfile(registry: Registry, { version, profile }: Manifest): Promise<Profile | undefined> {
  if (!profile) return undefined
  const folder = join(registry.folder, version)
  const bytes = await readFile(folder, profile.file, TRAIN_OR_PROMOTE)
  const refuse = (reason: string) =>
    new UserError('MODEL_INVALID', `${join(folder, profile.file)} is no profile: ${reason}; ${TRAIN_OR_PROMOTE}.`)
  return parseJson(bytes.toString(), profileSchema, refuse)
}
