import type { FastifyRequest } from 'fastify'
import { UserError } from '../core/errors.js'

/** @throws UserError MEDIA_TYPE where the body is compressed, or in another encoding than UTF-8 */
export function checkEncoding({ headers }: FastifyRequest) {
  const encoding = headers['content-encoding']
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    throw new UserError(
      'MEDIA_TYPE',
      `This API takes no compressed bodies: send the body as it is, without content-encoding: ${encoding.slice(0, 80)}.`,
    )
  }
  const charset = /charset\s*=\s*"?([^\s;"]*)/i.exec(headers['content-type']!)?.[1]
  if (charset !== undefined && !/^(utf-?8|us-ascii)$/i.test(charset)) {
    throw new UserError('MEDIA_TYPE', `Send the body in UTF-8, not in ${charset.slice(0, 80)}.`)
  }
}
