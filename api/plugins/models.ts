import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { FastifyInstance } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { messageOf, UserError } from '../../core/errors.js'
import type { Model } from '../../core/model/model.js'
import { readBundle } from '../../registry/bundle.js'
import { noModel } from '../../registry/noModel.js'
import { readPointer } from '../../registry/pointer.js'
import type { Registry } from '../../registry/registry.js'

/** How often the pointer is read. Files on bind mounts and network disks give no events. */
const POLL_MS = 1000

/**
 * The model in use, and why it is not the version that the pointer names, or undefined when it is. It is replaced as a whole: a
 * request takes it once, so it never sees two models.
 */
export type ModelInUse = { current: Model; problem: string | undefined } | { current: undefined; problem: string }

export interface ModelsOptions {
  registry: Registry
  /** Default 1000; tests and benchmarks don't wait that long. */
  pollMs?: number | undefined
}

declare module 'fastify' {
  interface FastifyInstance {
    readonly models: ModelInUse
  }
}

/** Holds the model in use and takes up a newer one: loaded beside the old one, proved, then swapped in. */
export const models = fastifyPlugin<ModelsOptions>(async (app, { registry, pollMs = POLL_MS }) => {
  const none: ModelInUse = { current: undefined, problem: noModel(registry.dataset) }
  // The only state.
  let inUse: ModelInUse = none
  app.decorate('models', { getter: () => inUse })
  // A bundle is read again only when its files have changed: reading a large one takes the time of many requests.
  let proved: string | undefined
  let refused: string | undefined

  const sayModel = () => app.log.info({ version: inUse.current?.manifest.version }, 'model in use')
  app.addHook('onListen', async () => {
    if (inUse.current) sayModel()
  })

  async function refresh() {
    let version: string | undefined
    let stamp: string | undefined
    const before = inUse
    try {
      version = await readPointer(registry.folder)
      if (version !== undefined) {
        // Taken before the files are read, so that a change meanwhile is seen the next time.
        stamp = await stampOf(registry.folder, version)
        if (stamp === refused) return
        if (stamp !== proved) await takeUp(version)
        proved = stamp
      }
      refused = undefined
      // Without a pointer the old model, if there is one, goes on serving.
      inUse = inUse.current ? { current: inUse.current, problem: undefined } : none
      if (inUse.current && (inUse.current !== before.current || before.problem) && app.server.listening) sayModel()
    } catch (error) {
      // What could not be read now is looked at again; a damaged bundle only once its files change.
      refused = error instanceof UserError && error.code === 'MODEL_INVALID' ? stamp : undefined
      report(version, messageOf(error))
    }
  }

  async function takeUp(version: string) {
    const model = await readBundle(registry, version)
    if (version !== inUse.current?.manifest.version) {
      inUse = { current: model, problem: inUse.problem }
      app.metrics.loads.inc()
    } else if (!isDeepStrictEqual(model.manifest, inUse.current.manifest)) {
      throw new UserError(
        'MODEL_INVALID',
        `${join(registry.folder, version)} is no longer the bundle that is in use under that name; publish it as another version.`,
      )
    }
  }

  /** Reports a fault once, not each time it is found again. */
  function report(version: string | undefined, problem: string) {
    if (problem === inUse.problem) return
    inUse = { ...inUse, problem }
    app.metrics.failures.inc({ version: version ?? '' })
    app.log.error({ version, problem }, 'the newest model is not taken up')
  }

  await refresh()
  let timer = setTimeout(tick, pollMs)
  async function tick() {
    await refresh()
    if (!closed) timer = setTimeout(tick, pollMs)
  }
  let closed = false
  app.addHook('onClose', async () => {
    closed = true
    clearTimeout(timer)
  })
})

/**
 * The model to answer a request with.
 *
 * @throws UserError NO_MODEL saying why there is none, and what to do
 */
export function modelInUse({ models: { current, problem } }: FastifyInstance): Model {
  if (current) return current
  throw new UserError('NO_MODEL', problem)
}

/** What changes when a file of a bundle is added, replaced, written to or removed. */
async function stampOf(modelsDir: string, version: string): Promise<string> {
  const folder = join(modelsDir, version)
  const names = await readdir(folder).catch(() => [])
  const files = await Promise.all(
    names.sort().map(async (name) => {
      const file = await stat(join(folder, name)).catch(() => undefined)
      return [name, file?.size, file?.mtimeMs, file?.ctimeMs]
    }),
  )
  return JSON.stringify([version, files])
}
