import type { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { lineWriter } from '../core/dataset/csvText.js'
import type { Dataset } from '../core/dataset/dataset.js'
import { UserError } from '../core/errors.js'
import type { Model } from '../core/model/model.js'
import type { Scored } from '../scoring/scored.js'

/** The address that takes rows in these formats. */
export const BATCH = '/predict/batch'

/** How batches are written. A reply has the format of its body. */
export interface BatchFormat {
  name: string
  /** What clients call it; replies bear the first. */
  types: readonly [string, ...string[]]
}

/** A format of rows that are answered as they stream by; what that takes is loaded when it is first asked for. */
export interface StreamedFormat extends BatchFormat {
  predict(body: Readable, dataset: Dataset, model: Model): Promise<AsyncGenerator<Scored>>
  /**
   * The last line of a reply that ends early: an error that is of no row.
   *
   * @param first the reply's first text
   */
  lastLine(why: UserError, first: string, dataset: Dataset): Promise<string>
}

const json: BatchFormat = { name: 'JSON', types: ['application/json'] }

export const csv: StreamedFormat = {
  name: 'CSV',
  types: ['text/csv'],
  async predict(bytes, dataset, model) {
    const { predictCsv } = await import('../scoring/predictCsv.js')
    return predictCsv({ bytes, name: 'The body' }, dataset, model)
  },
  /** A row of nothing but its last column, `not_predicted`. */
  async lastLine({ message }, header, { dialect: { delimiter, quoteChar } }) {
    const { parse } = await import('csv-parse/sync')
    const [names] = parse(header, { delimiter, quote: quoteChar, escape: quoteChar, to: 1 })
    return lineWriter(delimiter, quoteChar)([...names!.slice(1).fill(''), message])
  },
}

export const ndjson: StreamedFormat = {
  name: 'NDJSON',
  types: ['application/x-ndjson', 'application/ndjson', 'application/jsonl', 'application/jsonlines'],
  async predict(bytes, dataset, model) {
    const { predictNdjson } = await import('../scoring/predictNdjson.js')
    return predictNdjson(bytes, dataset, model)
  },
  lastLine: async ({ message, code }) => JSON.stringify({ error: message, code }),
}

/** The format of a body that streams; undefined for any other. */
export const streamedFormat = ({ mediaType }: FastifyRequest) =>
  [csv, ndjson].find(({ types }) => mediaType !== undefined && types.includes(mediaType))

/** @throws UserError NOT_ACCEPTABLE where the client takes no reply in the format of its body */
export function checkAccept(request: FastifyRequest) {
  const { accept } = request.headers
  if (accept === undefined) return
  const { name, types } = streamedFormat(request) ?? json
  const ranges = types.flatMap((type) => ['*/*', type.replace(/\/.*/, '/*'), type])
  // Errors alone are of that type.
  const asked = accept
    .toLowerCase()
    .split(',')
    .filter((range) => !range.includes('application/problem+json'))
  const isTaken = asked.some((range) => {
    const [type, ...parameters] = range.split(';')
    return ranges.includes(type!.trim()) && !parameters.some((it) => /^\s*q=0(\.0*)?\s*$/.test(it))
  })
  if (isTaken || asked.length === 0) return
  throw new UserError(
    'NOT_ACCEPTABLE',
    `${name} is answered with ${name}, and the header Accept does not take that: send ${types[0]} there or */*.`,
  )
}
