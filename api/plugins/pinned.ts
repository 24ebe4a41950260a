import type { FastifyInstance } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import type { Model } from '../../core/model/model.js'
import type { Registry } from '../../registry/registry.js'
import { readPublishedModel } from '../../registry/versions.js'
import { modelInUse } from './models.js'

/** How many versions are kept in memory beside the one in use. */
export const MOST_PINNED = 4

declare module 'fastify' {
  interface FastifyInstance {
    pinned(version: string): Model | Promise<Model>
  }
}

/** Holds the versions that requests ask for by name: each is proved as the one in use is, and the least recently asked for goes. */
export const pinned = fastifyPlugin<{ registry: Registry }>(async (app, { registry }) => {
  // The least recently asked for comes first.
  const loaded = new Map<string, Model>()
  const loading = new Map<string, Promise<Model>>()
  let lastLoad: Promise<unknown> = Promise.resolve()

  app.decorate('pinned', (version: string) => {
    const { current } = app.models
    // It may have been asked for before it came into use.
    if (current) loaded.delete(current.manifest.version)
    if (current?.manifest.version === version) return current
    const model = loaded.get(version)
    if (!model) return loading.get(version) ?? load(version)
    keep(model)
    return model
  })

  /** One after the other, so that memory holds one more at most, however many are asked for at once. */
  function load(version: string): Promise<Model> {
    const model = lastLoad.then(() => readPublishedModel(registry, version))
    loading.set(version, model)
    lastLoad = model.then(keep, () => {}).finally(() => loading.delete(version))
    return model
  }

  function keep(model: Model) {
    const { version } = model.manifest
    loaded.delete(version)
    loaded.set(version, model)
    for (const oldest of loaded.keys()) {
      if (loaded.size <= MOST_PINNED) return
      loaded.delete(oldest)
    }
  }
})

/**
 * The model that a request asks for: the one in use, or a version by its name, which may be anything.
 *
 * @returns at once where it is in memory
 * @throws UserError NO_MODEL when none is in use; MODEL_MISSING, MODEL_INVALID and TemporaryError MODEL_UNREADABLE as `readPublishedModel`
 */
export function modelOf(app: FastifyInstance, version: string | undefined): Model | Promise<Model> {
  return version === undefined ? modelInUse(app) : app.pinned(version)
}

/** Answers by the model that a request asks for, without a turn of the event loop where it is in memory. */
export function byModel<Reply>(
  app: FastifyInstance,
  version: string | undefined,
  answer: (model: Model) => Reply,
): Reply | Promise<Reply> {
  const model = modelOf(app, version)
  return model instanceof Promise ? model.then(answer) : answer(model)
}
