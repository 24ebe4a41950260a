import { UserError } from '../../../core/errors.js'
import type { Model } from '../../../core/model/model.js'
import { noModel } from '../../../registry/noModel.js'
import { readPointer } from '../../../registry/pointer.js'
import { readPublished } from '../../../registry/promote.js'
import type { Registry } from '../../../registry/registry.js'

/**
 * A published model, proved.
 *
 * @param version the one in use, if none is named
 * @throws UserError NO_MODEL where none is in use, and as `readPublished`
 */
export async function openModel(registry: Registry, version: string | undefined): Promise<Model> {
  const asked = version ?? (await readPointer(registry.folder))
  if (asked === undefined) throw new UserError('NO_MODEL', noModel(registry.dataset))
  return readPublished(registry, asked)
}
