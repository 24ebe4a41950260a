import type { FastifyInstance, preParsingHookHandler } from 'fastify'
import type { Registry } from '../../../registry/registry.js'
import { readTensorBodies } from './body.js'
import { inference } from './inference.js'
import { modelMetadata } from './modelMetadata.js'
import { server } from './server.js'

export interface V2Options {
  registry: Registry
  /** Lets in a few large requests at a time. */
  largeBodies: preParsingHookHandler
}

/** The Open Inference Protocol, version 2 (https://github.com/kserve/open-inference-protocol): one model a target, of its name. */
export async function v2(app: FastifyInstance, { registry, largeBodies }: V2Options) {
  const { dataset } = registry
  readTensorBodies(app, dataset)
  await app.register(server, { dataset })
  await app.register(modelMetadata, { registry })
  await app.register(inference, { dataset, largeBodies })
}
