import type { FastifyRequest } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import type { Dataset } from '../../core/dataset/dataset.js'
import { messageOf, UserError } from '../../core/errors.js'
import { jsonExcess, MAX_JSON_DEPTH } from '../../core/jsonExcess.js'
import { type Limits, limitsOf } from '../limits.js'

/** Shorter bodies can hold nothing that takes long to parse. */
const SHORT = 16 << 10

/** Reads bodies: JSON in UTF-8, not compressed, and not so large once parsed that other requests would wait. */
export const json = fastifyPlugin<{ dataset: Dataset }>(async (app, { dataset }) => {
  const limits = limitsOf(dataset)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, text, done) => {
    checkHeaders(request)
    done(null, parseBody(text, limits, dataset))
  })
})

/** @throws UserError MEDIA_TYPE where a body is compressed, or in another encoding than UTF-8 */
export function checkHeaders({ headers }: FastifyRequest) {
  const encoding = headers['content-encoding']
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    throw new UserError(
      'MEDIA_TYPE',
      `This API takes no compressed bodies: send the body as it is, without content-encoding: ${encoding.slice(0, 80)}.`,
    )
  }
  const charset = /charset\s*=\s*"?([^\s;"]*)/i.exec(headers['content-type'] ?? '')?.[1]
  if (charset !== undefined && !/^(utf-?8|us-ascii)$/i.test(charset)) {
    throw new UserError('MEDIA_TYPE', `Send the body in UTF-8, not in ${charset.slice(0, 80)}.`)
  }
}

/** @throws UserError BODY where it is no JSON, or far more of it than a batch may be */
export function parseBody(text: string, limits: Limits, dataset: Dataset): unknown {
  if (text.length > SHORT) checkSize(text, limits, dataset)
  try {
    // A byte order mark, as some editors write it, is no fault.
    // Names such as __proto__ are no danger: the schemas refuse every name that they don't know.
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)
  } catch (error) {
    throw new UserError('BODY', explain(text, messageOf(error), dataset))
  }
}

function checkSize(text: string, limits: Limits, { features }: Dataset) {
  switch (jsonExcess(text, limits)) {
    case 'depth': {
      const kind = features.every((it) => it.kind === 'number') ? 'numbers' : 'values'
      throw new UserError(
        'BODY',
        `The body nests lists or objects more than ${MAX_JSON_DEPTH} deep; a row is one flat object of ${features.length} ${kind}.`,
      )
    }
    case 'values':
      throw new UserError(
        'BODY',
        `The body holds far more than ${limits.rows} rows, the most at a time; send it in several parts.`,
      )
  }
}

function explain(text: string, reason: string, { features }: Dataset): string {
  if (text.trim() === '') return 'The body is empty; /docs shows what to send.'
  if (text.includes('\ufffd')) return 'The body is not in UTF-8; send it in that encoding.'
  const odd = /([[:,]\s*)(-?(?:NaN|Infinity))\b/.exec(text)
  if (odd) {
    const at = odd.index + odd[1]!.length
    const advice = features.every(({ required }) => required)
      ? 'leave out rows with missing values'
      : 'send null where a value may be missing'
    return `The body is not JSON: it has ${odd[2]} at position ${at}, and JSON has no NaN or Infinity; ${advice}.`
  }
  return `The body is not JSON: ${reason}.`
}
