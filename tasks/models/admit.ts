import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf, UserError } from '../../core/errors.js'
import { readBundle, readCurrentVersion, versionSchema } from '../../core/model/bundle.js'
import type { Manifest } from '../../core/model/manifest.js'
import { setCurrent } from './current.js'
import type { Champion } from './gate.js'
import { withModelsLock } from './lock.js'
import { publish } from './publish.js'

/**
 * Publishes a candidate with its verdict in its card, and makes it current if the verdict says so. Judged again when another
 * model became current meanwhile, so that the verdict is always on the one it replaces.
 *
 * @param judged what to publish, judged against that champion
 * @throws UserError MODELS_DIR when the folder can't be written; TemporaryError MODELS_BUSY when others do not make way,
 *   MODEL_UNREADABLE when the current model can't be read now
 */
export async function admit<T extends { manifest: Manifest; files: Record<string, string> }>(
  modelsDir: string,
  version: string,
  judged: (champion: Champion) => T,
): Promise<T['manifest']> {
  for (;;) {
    const current = await pointed(modelsDir)
    const { manifest, files } = judged(await championOf(modelsDir, current))
    const done = await withModelsLock(modelsDir, async () => {
      if ((await pointed(modelsDir)) !== current) return false
      await publish(modelsDir, version, files, () => readBundle(modelsDir, version))
      if (manifest.verdict!.promoted) await takeIntoUse(modelsDir, version, manifest.verdict!.says)
      return true
    })
    if (done) return manifest
  }
}

/** A card that says "promoted" lies by no pointer: without one the bundle goes again. */
async function takeIntoUse(modelsDir: string, version: string, why: string) {
  try {
    await setCurrent(modelsDir, version, 'train', why)
  } catch (error) {
    await rm(join(modelsDir, version), { recursive: true, force: true }).catch(() => {})
    throw error
  }
}

/** The version that the pointer names, or what is wrong with the pointer. What can't be read now is not judged by. */
async function pointed(modelsDir: string): Promise<string | undefined> {
  return readCurrentVersion(modelsDir).catch(damageOf)
}

async function championOf(modelsDir: string, current: string | undefined): Promise<Champion> {
  if (current === undefined) return { absent: 'the first model' }
  if (!versionSchema.safeParse(current).success) return { absent: `judged alone since ${current}` }
  try {
    return { model: await readBundle(modelsDir, current) }
  } catch (error) {
    return { absent: `judged alone since the current model can not be used (${damageOf(error)})` }
  }
}

/** What is damaged is no measure; anything else that fails must not open the gate. */
function damageOf(error: unknown): string {
  if (error instanceof UserError && error.code === 'MODEL_INVALID') return messageOf(error)
  throw error
}
