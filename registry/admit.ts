import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf, UserError } from '../core/errors.js'
import type { Manifest } from '../core/model/manifest.js'
import type { Model } from '../core/model/model.js'
import { sum } from '../core/numbers.js'
import { OtherDefinition, readBundle } from './bundle.js'
import { lineage, readHistory } from './history.js'
import { withModelsLock } from './lock.js'
import { movePointer, noteKept, readPointer, versionSchema } from './pointer.js'
import { publish } from './publish.js'
import type { Registry } from './registry.js'
import { cardOf, versionNames } from './versions.js'

/** What to compare with: the current model, or why there is none to compare with, and the version that is in use all the same. */
export type Champion = { model: Model } | { absent: string; version?: string }

export interface Bundle {
  manifest: Manifest
  /** Name and text of each file of its bundle. */
  files: Record<string, string>
}

/** How many of the models that led to the current one are compared: each takes some milliseconds, a large one a second. */
const EARLIER = 10

/**
 * Publishes a challenger with its verdict in its card, and makes it current if the verdict says so. It is judged again when another
 * model became current meanwhile, so that the verdict is always against the model it would replace.
 *
 * @param judged what to publish, judged against that champion, and against the best of the models that led to it: each is read
 *   when it is asked for, and none is kept in memory
 * @throws UserError MODELS_DIR when the folder can't be written; TemporaryError MODELS_BUSY when others do not make way,
 *   MODEL_UNREADABLE when the current model can't be read now
 */
export async function admit(
  registry: Registry,
  version: string,
  judged: (champion: Champion, earlier: AsyncIterable<Model>) => Promise<Bundle>,
  onWait?: () => void,
): Promise<Manifest> {
  const { folder } = registry
  for (;;) {
    const current = await pointed(folder)
    const { manifest, files } = await judged(await championOf(registry, current), best(registry, current))
    const done = await withModelsLock(
      folder,
      async () => {
        if ((await pointed(folder)) !== current) return false
        await publish(folder, version, files, () => readBundle(registry, version))
        const { promoted, says } = manifest.verdict!
        if (promoted) await takeIntoUse(folder, version, says)
        else await noteKept(folder, version, says)
        return true
      },
      onWait,
    )
    if (done) return manifest
  }
}

/** A bundle whose card says "promoted" must be the current one: if the pointer can't be moved, the bundle is removed. */
async function takeIntoUse(folder: string, version: string, why: string) {
  try {
    await movePointer(folder, version, 'train', why)
  } catch (error) {
    await rm(join(folder, version), { recursive: true, force: true }).catch(() => {})
    throw error
  }
}

/** The version that the pointer names, or what is wrong with the pointer. A pointer that can't be read now stops the training. */
async function pointed(folder: string): Promise<string | undefined> {
  return readPointer(folder).catch(damageOf)
}

async function championOf(registry: Registry, current: string | undefined): Promise<Champion> {
  if (current === undefined) {
    const history = await readHistory(registry.folder)
    return { absent: history.length === 0 ? 'the first model' : 'since none was in use any more' }
  }
  if (!versionSchema.safeParse(current).success) return { absent: `judged alone since ${current}` }
  try {
    return { model: await readBundle(registry, current) }
  } catch (error) {
    if (error instanceof OtherDefinition) {
      return {
        absent: `judged alone since the current model is of another definition (${error.difference})`,
        version: current,
      }
    }
    return { absent: `judged alone since the current model can not be used (${damageOf(error)})`, version: current }
  }
}

/**
 * The ten best of the models that led to the current one, by their own cards, the best first. Each had other test rows, but many
 * small losses show there. The last ten would not do: a slow decline would leave the good ones behind. Pruned and damaged models
 * don't count.
 */
async function* best(registry: Registry, current: string | undefined): AsyncGenerator<Model> {
  const published = await versionNames(registry.folder)
  const versions = lineage(await readHistory(registry.folder)).filter((it) => it !== current && published.includes(it))
  const cards = await Promise.all(versions.map((version) => cardOf(registry, version)))
  const loss = ({ targets }: Manifest) =>
    sum(
      Object.values(targets).map((it) =>
        // Unit-free as well: the share of the variance that is not explained.
        'classes' in it ? it.metrics.test.log_loss : 1 - it.metrics.test.r2,
      ),
    )
  const manifests = cards.flatMap(({ manifest }) => manifest ?? []).sort((a, b) => loss(a) - loss(b))
  for (const { version } of manifests.slice(0, EARLIER)) {
    try {
      yield await readBundle(registry, version)
    } catch (error) {
      damageOf(error)
    }
  }
}

/** A damaged model can't be compared with; any other failure must not open the gate. */
function damageOf(error: unknown): string {
  if (error instanceof UserError && error.code === 'MODEL_INVALID') return messageOf(error)
  throw error
}
