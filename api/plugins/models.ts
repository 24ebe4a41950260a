import fastifyPlugin from 'fastify-plugin'
import { messageOf } from '../../core/errors.js'
import { type Model, readBundle, readCurrentVersion } from '../../core/model/bundle.js'

/** How often the pointer is read. Files on bind mounts and network disks give no events. */
const POLL_MS = 1000

/** The model in use: the one visible place of state. */
export interface ModelHolder {
  /** A request takes it once and so never sees two models. */
  current: Model | undefined
  /** Why the version that the pointer names is not in use, or undefined when it is. */
  problem: string | undefined
}

declare module 'fastify' {
  interface FastifyInstance {
    models: ModelHolder
  }
}

export const NO_MODEL =
  'There is no model yet: trigger the DAG penguins_pipeline in Airflow, or run `penguins run`; the API takes it up by itself.'

/** Holds the model in use and takes up a newer one: loaded beside the old one, proved, then swapped in. */
export const models = fastifyPlugin<{ modelsDir: string }>(async (app, { modelsDir }) => {
  const holder: ModelHolder = { current: undefined, problem: NO_MODEL }
  app.decorate('models', holder)

  const sayModel = () => app.log.info({ version: holder.current?.manifest.version }, 'model in use')
  app.addHook('onListen', async () => {
    if (holder.current) sayModel()
  })

  async function refresh() {
    const version = await readCurrentVersion(modelsDir)
    if (version === undefined) {
      // The old model, if there is one, goes on serving.
      holder.problem = holder.current ? undefined : NO_MODEL
      return
    }
    if (version !== holder.current?.manifest.version) {
      holder.current = await readBundle(modelsDir, version)
      if (app.server.listening) sayModel()
    }
    holder.problem = undefined
  }

  async function refreshOrReport() {
    const before = holder.problem
    await refresh().catch((error: unknown) => {
      holder.problem = messageOf(error)
      if (holder.problem !== before) app.log.error({ problem: holder.problem }, 'the newest model is not taken up')
    })
  }

  await refreshOrReport()
  let timer = setTimeout(tick, POLL_MS)
  async function tick() {
    await refreshOrReport()
    if (!closed) timer = setTimeout(tick, POLL_MS)
  }
  let closed = false
  app.addHook('onClose', async () => {
    closed = true
    clearTimeout(timer)
  })
})
