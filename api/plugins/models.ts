import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { FastifyInstance } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { messageOf, UserError } from '../../core/errors.js'
import { type Model, readBundle, readCurrentVersion } from '../../registry/bundle.js'

/** How often the pointer is read. Files on bind mounts and network disks give no events. */
const POLL_MS = 1000

/** The model in use: the one visible place of state. */
export interface ModelHolder {
  /** A request takes it once and so never sees two models. */
  current: Model | undefined
  /** Why the version that the pointer names is not in use, or undefined when it is. */
  problem: string | undefined
}

export interface ModelsOptions {
  modelsDir: string
  /** Default 1000; tests and benchmarks don't wait that long. */
  pollMs?: number | undefined
}

declare module 'fastify' {
  interface FastifyInstance {
    models: ModelHolder
  }
}

export const NO_MODEL =
  'There is no model yet: trigger the DAG penguins_pipeline in Airflow, or run `penguins run`; the API takes it up by itself.'

/** Holds the model in use and takes up a newer one: loaded beside the old one, proved, then swapped in. */
export const models = fastifyPlugin<ModelsOptions>(async (app, { modelsDir, pollMs = POLL_MS }) => {
  const holder: ModelHolder = { current: undefined, problem: NO_MODEL }
  app.decorate('models', holder)
  // A bundle is read again only when its files have changed: reading a large one takes the time of many requests.
  let proved: string | undefined
  let refused: string | undefined

  const sayModel = () => app.log.info({ version: holder.current?.manifest.version }, 'model in use')
  app.addHook('onListen', async () => {
    if (holder.current) sayModel()
  })

  async function refresh() {
    let version: string | undefined
    let stamp: string | undefined
    const before = { ...holder }
    try {
      version = await readCurrentVersion(modelsDir)
      if (version !== undefined) {
        // Taken before the files are read, so that what changes meanwhile is seen the next time.
        stamp = await stampOf(modelsDir, version)
        if (stamp === refused) return
        if (stamp !== proved) await takeUp(version)
        proved = stamp
      }
      refused = undefined
      // Without a pointer the old model, if there is one, goes on serving.
      holder.problem = holder.current ? undefined : NO_MODEL
      if (holder.current && (holder.current !== before.current || before.problem) && app.server.listening) sayModel()
    } catch (error) {
      // What could not be read now is looked at again; a damaged bundle only once its files change.
      refused = error instanceof UserError && error.code === 'MODEL_INVALID' ? stamp : undefined
      report(version, messageOf(error))
    }
  }

  async function takeUp(version: string) {
    const model = await readBundle(modelsDir, version)
    if (version !== holder.current?.manifest.version) {
      holder.current = model
      app.metrics.loads.inc()
    } else if (!isDeepStrictEqual(model.manifest, holder.current.manifest)) {
      throw new UserError(
        'MODEL_INVALID',
        `${join(modelsDir, version)} is no longer the bundle that is in use under that name; publish it as another version.`,
      )
    }
  }

  /** Says a fault once, not each time that it is still there. */
  function report(version: string | undefined, problem: string) {
    if (problem === holder.problem) return
    holder.problem = problem
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
  throw new UserError('NO_MODEL', problem ?? NO_MODEL)
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
