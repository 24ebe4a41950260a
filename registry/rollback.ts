import { messageOf, UserError } from '../core/errors.js'
import { readHistory, standing } from './history.js'
import { withModelsLock } from './lock.js'
import { readPointer } from './pointer.js'
import { type Promotion, readPublished, takeIntoUse } from './promote.js'
import type { Registry } from './registry.js'
import { cardOf, isSameModel } from './versions.js'

/** A rollback, and the versions that were passed over, each with the reason. */
export type Rollback = Promotion & { passed_over: string[] }

/**
 * Goes back to the version that was current before this one; called again, to the one before that. It passes over versions that
 * are pruned, damaged, or the same model to the byte: whoever rolls back needs a different model that works.
 *
 * @param version go back to this one, whatever came before
 * @throws UserError MODEL_MISSING when the named version is not there, MODEL_INVALID when it is damaged, NO_ROLLBACK when there is none
 * before; the current one then stays
 */
export function rollback(registry: Registry, why: string, version?: string, onWait?: () => void): Promise<Rollback> {
  const goBack = async () => {
    const current = await readPointer(registry.folder).catch(() => undefined)
    const card = current === undefined ? undefined : (await cardOf(registry, current)).manifest
    const earlier = standing(await readHistory(registry.folder))
    const start = current === undefined ? -1 : earlier.lastIndexOf(current)
    const passedOver = []
    for (const version of earlier.slice(0, start === -1 ? undefined : start).reverse()) {
      if (version === current) continue
      try {
        const { manifest } = await readPublished(registry, version)
        if (card && isSameModel(manifest.targets, card.targets)) {
          passedOver.push(`${version} is the same model as ${current}, to the byte.`)
          continue
        }
        return { ...(await takeIntoUse(registry, version, 'rollback', why)), passed_over: passedOver }
      } catch (error) {
        if (!(error instanceof UserError) || !error.code.startsWith('MODEL_')) throw error
        passedOver.push(messageOf(error))
      }
    }
    const than = current ? ` before ${current}` : ''
    const whyNot = passedOver.length > 0 ? ` that can serve (${passedOver.join(' ')})` : ''
    throw new UserError(
      'NO_ROLLBACK',
      `There is no version${than} to go back to${whyNot}; \`penguins models list\` shows all, \`penguins models promote VERSION\` takes one.`,
    )
  }
  const goTo = async (to: string) => ({ ...(await takeIntoUse(registry, to, 'rollback', why)), passed_over: [] })
  return withModelsLock(registry.folder, () => (version === undefined ? goBack() : goTo(version)), onWait)
}
