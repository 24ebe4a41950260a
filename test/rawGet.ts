import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** Asks a listening API for a path as it is: `fetch` and `inject` would resolve its dots first. */
export function rawGet(app: FastifyInstance, path: string): Promise<{ status: number; body: string }> {
  const { port } = app.server.address() as AddressInfo
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path }, (reply) => {
      let body = ''
      reply.setEncoding('utf8')
      reply.on('data', (part) => (body += part))
      reply.on('end', () => resolve({ status: reply.statusCode!, body }))
      reply.on('error', reject)
    })
    sent.on('error', reject)
    sent.end()
  })
}
