import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { type Promotion, promote } from '../../registry/promote.js'
import type { Registry } from '../../registry/registry.js'
import { rollback } from '../../registry/rollback.js'
import { requestFields } from '../plugins/requestLog.js'
import { demandAdmin } from '../plugins/tokens.js'
import { promotedSchema, promotionSchema, rollbackSchema, rolledBackSchema } from '../schemas/administration.js'
import { jsonSchema } from '../schemas/jsonSchema.js'
import { errorSchema, refusals } from '../schemas/refusals.js'
import { type OfVersion, ofVersion, versionRefusals } from '../schemas/versionPath.js'

export interface AdministrationOptions {
  registry: Registry
  adminToken: string
}

/** Which version is in use, changed by whoever has the administrator's token. */
export async function administration(app: FastifyInstance, { registry, adminToken }: AdministrationOptions) {
  const onRequest = demandAdmin(adminToken)
  const tags = ['models']
  const security = [{ admin: [] }]
  const unauthorized = errorSchema('It is not the API_ADMIN_TOKEN')
  const busy = errorSchema('Another process is changing the models folder, or it can not be read now')
  const conflict = errorSchema(
    'The version is damaged or of another definition, there is none to go back to, or the models folder can not be written',
  )
  const responses = { ...refusals, 401: unauthorized, 409: conflict, 503: busy }

  app.post<{ Params: OfVersion; Body: z.infer<typeof promotionSchema> }>(
    '/models/:version/promote',
    {
      onRequest,
      schema: {
        tags,
        security,
        summary: 'Take a version into use, once it has been proved',
        params: jsonSchema(ofVersion),
        body: jsonSchema(promotionSchema),
        response: { 200: jsonSchema(promotedSchema, 'It is in use'), ...responses, 404: versionRefusals[404] },
      },
    },
    async (request, reply) => {
      wait(reply)
      const { params, body } = request
      return logged(request, body.by, await promote(registry, params.version, whyOf(body)))
    },
  )

  app.post<{ Body: z.infer<typeof rollbackSchema> }>(
    '/models/rollback',
    {
      onRequest,
      schema: {
        tags,
        security,
        summary: 'Go back to the version that was in use before; again, to the one before that',
        body: jsonSchema(rollbackSchema),
        response: { 200: jsonSchema(rolledBackSchema, 'It is in use'), ...responses, 404: versionRefusals[404] },
      },
    },
    async (request, reply) => {
      wait(reply)
      const { body } = request
      return logged(request, body.by, await rollback(registry, whyOf(body), body.version))
    },
  )
}

/** Others may be changing the models folder: a connection that is silent meanwhile is not cut off. */
const wait = (reply: FastifyReply) => reply.raw.on('timeout', () => {})

/** As the history says it, without what a terminal would obey. */
function whyOf({ by, reason }: { by: string; reason?: string | undefined }): string {
  const why = reason === undefined ? `by ${by}, over HTTP` : `${reason} (by ${by}, over HTTP)`
  return why.replace(/\p{Cc}+/gu, ' ')
}

function logged<Done extends Promotion>(request: FastifyRequest, by: string, done: Done): Done {
  const { from, to } = done
  request.log.info({ ...requestFields(request), by, from, to }, 'a version was taken into use')
  return done
}
