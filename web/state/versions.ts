import { signal } from '@preact/signals'
import type { VersionSummary } from '../../api/schemas/version.js'
import type { Change } from '../../registry/history.js'
import { askJson } from './ask.js'
import { type Loaded, loadModel } from './loadModel.js'
import { loaded } from './model.js'

/** Every version, the last published first; undefined until the API has said it. */
export const versions = signal<readonly VersionSummary[]>()
/** Every change of the model in use, the oldest first. */
export const changes = signal<readonly Change[]>([])
/** Why they are not there, or not of now. */
export const versionsProblem = signal<string>()

/** Asks the API which versions there are. What was known before stays when it does not answer. */
export async function lookAtVersions() {
  try {
    const [all, history] = await Promise.all([askJson<VersionSummary[]>('models'), askJson<Change[]>('models/history')])
    versions.value = all
    changes.value = history.reverse()
    versionsProblem.value = undefined
  } catch (error) {
    versionsProblem.value = (error as Error).message
  }
}

const kept = new Map<string, Promise<Loaded>>()

/** A version to compare with: loaded and proved once, then kept. */
export function versionOf(version: string): Promise<Loaded> {
  if (version === loaded.value?.version) return Promise.resolve(loaded.value)
  const known = kept.get(version) ?? loadModel(version)
  kept.set(version, known)
  known.catch(() => kept.delete(version))
  return known
}
