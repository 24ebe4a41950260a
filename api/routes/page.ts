import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { TemporaryError } from '../../core/errors.js'
import { sha256 } from '../../registry/sums.js'
import { isKnown } from '../etag.js'

/** Where the build puts the page: two levels up from this file as it stands here, and from the built program's files too. */
const BUILT = join(import.meta.dirname, '../../dist/web')

export interface PageOptions {
  /** Default: where the build puts it. */
  folder?: string
}

/**
 * The page at `/` and its files below `/assets/`, whose names hold a hash of what is in them, so that a browser keeps them. There is no
 * route for anything else. Where the page was not built, `/` leads to `/docs`.
 */
export async function page(app: FastifyInstance, { folder = BUILT }: PageOptions) {
  const assets = join(folder, 'assets')
  if (!existsSync(assets)) {
    app.get('/', { schema: { hide: true } }, (_request, reply) => reply.redirect('docs'))
    return
  }
  app.get('/', { schema: { hide: true } }, async (request, reply) => {
    // Read each time: a build while the API runs makes other assets, and this names them.
    const html = await readFile(join(folder, 'index.html')).catch(() => {
      throw new TemporaryError('NO_PAGE', 'The page is being built; try again in a moment.')
    })
    const etag = `"${sha256(html)}"`
    // Kept, but asked for each time.
    reply.headers({ 'cache-control': 'no-cache', etag })
    if (isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send()
    return reply.type('text/html; charset=utf-8').send(html)
  })
  await app.register(fastifyStatic, {
    root: assets,
    prefix: '/assets/',
    index: false,
    // Any other path is none of ours, rather than forbidden.
    allowedPath: (path) => /^\/\w[\w.-]*$/.test(path),
    decorateReply: false,
    immutable: true,
    maxAge: '1y',
    // The build wrote each file once more as .br and .gz.
    preCompressed: true,
    setHeaders: (response) => response.setHeader('vary', 'accept-encoding'),
  })
}
