import { messageOf } from '../../core/errors.js'
import { readBundle, readCurrentVersion } from '../../core/model/bundle.js'
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
 * @throws UserError MODELS_DIR when the folder can't be written; TemporaryError MODELS_BUSY when others do not make way
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
      if (manifest.verdict!.promoted) await setCurrent(modelsDir, version, 'train', manifest.verdict!.says)
      return true
    })
    if (done) return manifest
  }
}

/** A damaged pointer points to nothing. */
const pointed = (modelsDir: string) => readCurrentVersion(modelsDir).catch(() => undefined)

async function championOf(modelsDir: string, version: string | undefined): Promise<Champion> {
  if (version === undefined) return { absent: 'the first model' }
  try {
    return { model: await readBundle(modelsDir, version) }
  } catch (error) {
    return { absent: `judged alone since the current model can not be used (${messageOf(error)})` }
  }
}
