import { messageOf, UserError } from '../core/errors.js'
import { readBundle, readCurrentVersion } from './bundle.js'
import { type Change, readHistory, standing } from './history.js'
import { withModelsLock } from './lock.js'
import { setCurrent } from './pointer.js'
import { cardOf, isSameModel, versionNames } from './versions.js'

/** From which version to which; null where none was current. */
export type Promotion = { from: string | null; to: string }

/**
 * Makes a published version the current one, once it has been proved.
 *
 * @throws UserError MODEL_INVALID when there is no such version or its bundle is damaged; the current one then stays
 */
export function promote(modelsDir: string, version: string, why: string, onWait?: () => void): Promise<Promotion> {
  return withModelsLock(modelsDir, () => point(modelsDir, version, 'promote', why), onWait)
}

/** A rollback, and the versions that were passed over, each with the reason. */
export type Rollback = Promotion & { passed_over: string[] }

/**
 * Goes back to the version that was current before this one; called again, to the one before that. What has been pruned is
 * passed over, and what is damaged too, and what is the same model as this one to the byte: whoever rolls back needs another
 * one, that serves.
 *
 * @throws UserError NO_ROLLBACK when there is none before; the current one then stays
 */
export function rollback(modelsDir: string, why: string, onWait?: () => void): Promise<Rollback> {
  const goBack = async () => {
    const current = await readCurrentVersion(modelsDir).catch(() => undefined)
    const card = current === undefined ? undefined : (await cardOf(modelsDir, current)).manifest
    const earlier = standing(await readHistory(modelsDir))
    const start = current === undefined ? -1 : earlier.lastIndexOf(current)
    const passedOver = []
    for (const version of earlier.slice(0, start === -1 ? undefined : start).reverse()) {
      if (version === current) continue
      try {
        const { manifest } = await readPublished(modelsDir, version)
        if (card && isSameModel(manifest.targets, card.targets)) {
          passedOver.push(`${version} is the same model as ${current}, to the byte.`)
          continue
        }
        return { ...(await point(modelsDir, version, 'rollback', why)), passed_over: passedOver }
      } catch (error) {
        if (!(error instanceof UserError) || !error.code.startsWith('MODEL_')) throw error
        passedOver.push(messageOf(error))
      }
    }
    const than = current ? ` before ${current}` : ''
    const why_not = passedOver.length > 0 ? ` that can serve (${passedOver.join(' ')})` : ''
    throw new UserError(
      'NO_ROLLBACK',
      `There is no version${than} to go back to${why_not}; \`penguins models list\` shows all, \`penguins models promote VERSION\` takes one.`,
    )
  }
  return withModelsLock(modelsDir, goBack, onWait)
}

async function point(modelsDir: string, version: string, action: Change['action'], why: string): Promise<Promotion> {
  const from = (await readCurrentVersion(modelsDir).catch(() => undefined)) ?? null
  await readPublished(modelsDir, version)
  if (from !== version) await setCurrent(modelsDir, version, action, why)
  return { from, to: version }
}

/**
 * A bundle, proved.
 *
 * @throws UserError MODEL_INVALID when there is no such version, naming those that there are, or it is damaged
 */
export async function readPublished(modelsDir: string, version: string) {
  const versions = await versionNames(modelsDir)
  if (versions.includes(version)) return readBundle(modelsDir, version)
  const known =
    versions.length > 0 ? `the newest are ${versions.slice(0, 3).join(', ')}` : 'nothing has been published yet'
  throw new UserError(
    'MODEL_INVALID',
    `There is no version ${JSON.stringify(version.slice(0, 80))} in ${modelsDir}; ${known}.`,
  )
}
