import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { openPublished } from '../../registry/publishedFile.js'
import type { Registry } from '../../registry/registry.js'
import { readPublishedCard } from '../../registry/versions.js'
import { isKnown } from '../etag.js'
import { jsonSchema } from '../schemas/jsonSchema.js'
import { type OfFile, ofFile, versionRefusals } from '../schemas/versionPath.js'

/** Larger files are sent as they are, piece by piece: memory is short. */
const MOST_COMPRESSED = 1 << 20

const fileTypes = { 'application/json': { schema: {} }, 'text/markdown': { schema: { type: 'string' } } }

const pack = promisify(gzip)

/** The files of a version, to the byte. */
export async function modelFiles(app: FastifyInstance, { registry }: { registry: Registry }) {
  app.get<{ Params: OfFile }>(
    '/models/:version/:file',
    {
      schema: {
        tags: ['models'],
        summary: 'A file of a version as it was published, with its sha256 as ETag',
        params: jsonSchema(ofFile),
        response: {
          200: { description: 'The file', content: fileTypes },
          304: { description: 'You have it already', type: 'null' },
          ...versionRefusals,
        },
      },
    },
    async (request, reply) => {
      const { version, file: name } = request.params
      const file = await openPublished(registry, await readPublishedCard(registry, version), name)
      const etag = `"${file.sha256}"`
      const kept = { 'cache-control': 'public, max-age=31536000, immutable', vary: 'accept-encoding' }
      if (isKnown(request.headers['if-none-match'], etag)) {
        await file.close()
        return reply
          .code(304)
          .headers({ ...kept, etag })
          .send()
      }
      const type = name.endsWith('.json') ? 'application/json; charset=utf-8' : 'text/markdown; charset=utf-8'
      if (file.bytes > MOST_COMPRESSED || !takesGzip(request.headers['accept-encoding'])) {
        reply.type(type).headers({ ...kept, etag, 'content-length': file.bytes })
        if (request.method !== 'HEAD') return reply.send(file.read())
        // Fastify would read the file to its end.
        await file.close()
        return reply.send(Readable.from([]))
      }
      // Headers come after the work: a refusal is not to be kept.
      const packed = await pack(await buffer(file.read()))
      // The same bytes in another encoding: a weak ETag.
      return reply
        .type(type)
        .headers({ ...kept, etag: `W/${etag}`, 'content-encoding': 'gzip' })
        .send(packed)
    },
  )
}

const takesGzip = (accepted: string | undefined) =>
  accepted !== undefined && /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(accepted)
