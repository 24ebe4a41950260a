import { errorCodes, type FastifyInstance, type FastifyRequest } from 'fastify'
import type { Dataset } from '../../../core/dataset/dataset.js'
import { UserError } from '../../../core/errors.js'
import { limitsOf } from '../../limits.js'
import { checkHeaders, parseBody } from '../../plugins/json.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** What stands behind the JSON of a request for inference. */
    tensorBytes: Buffer
  }
}

/** How long the JSON at the beginning of a body is, in a request and in a reply; without it the body is JSON alone. */
export const JSON_LENGTH = 'inference-header-content-length'

/** Makes the routes of this instance take bodies as the protocol has them: JSON, and behind it the tensors' binary data. */
export function readTensorBodies(app: FastifyInstance, dataset: Dataset) {
  const limits = limitsOf(dataset)
  app.decorateRequest('tensorBytes')
  app.removeAllContentTypeParsers()
  // Triton's client names no type.
  app.addContentTypeParser<Buffer>('*', { parseAs: 'buffer' }, (request, body, done) => {
    const type = request.headers['content-type']
    if (type !== undefined && !/^application\/(json|octet-stream)\s*(;|$)/i.test(type)) {
      throw new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE()
    }
    checkHeaders(request)
    const length = jsonLength(request, body.length)
    request.tensorBytes = body.subarray(length)
    done(null, parseBody(body.toString('utf8', 0, length), limits, dataset))
  })
}

function jsonLength({ headers }: FastifyRequest, bodyLength: number): number {
  const given = headers[JSON_LENGTH]
  if (given === undefined) return bodyLength
  if (/^\d{1,10}$/.test(String(given)) && Number(given) <= bodyLength) return Number(given)
  throw new UserError(
    'BODY',
    `The header Inference-Header-Content-Length must be the length of the JSON in bytes, ${bodyLength} at most, which the body has.`,
  )
}
