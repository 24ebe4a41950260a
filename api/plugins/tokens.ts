import { hash, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { UserError } from '../../core/errors.js'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the route is answered without a token too. */
    open?: boolean
  }
}

export interface TokensOptions {
  apiToken: string | undefined
  /** Whoever administers may ask anything. */
  adminToken: string | undefined
}

/** Where there is an API token, every route but the open ones asks for it, and so does an address that does not exist. */
export const tokens = fastifyPlugin<TokensOptions>(async (app, { apiToken, adminToken }) => {
  if (apiToken === undefined) return
  const isRight = isOneOf(adminToken === undefined ? [apiToken] : [apiToken, adminToken])
  app.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.config.open) return done()
    const { authorization } = request.headers
    if (isRight(bearerIn(authorization) ?? passwordIn(authorization))) return done()
    // A browser asks its user for a name and a password, and sends them from then on: by them people reach the page and /docs.
    refuse(request, reply, ['Basic realm="API", charset="UTF-8"'])
    done(
      new UserError(
        'UNAUTHORIZED',
        `${faultOf(authorization)}: send the API_TOKEN as Authorization: Bearer TOKEN or, in a browser, as the password, with any name.`,
      ),
    )
  })
  // What a shared cache may keep, it would give to anyone.
  app.addHook('onSend', (_request, reply, payload, done) => {
    const kept = reply.getHeader('cache-control')
    if (typeof kept === 'string') reply.header('cache-control', kept.replace('public', 'private'))
    done(null, payload)
  })
})

/**
 * Asks for the administrator's token, as a bearer's alone: a browser sends a password by itself, to whatever page of another origin
 * has it ask.
 */
export function demandAdmin(adminToken: string): onRequestHookHandler {
  const isRight = isOneOf([adminToken])
  return (request, reply, done) => {
    const { authorization } = request.headers
    if (isRight(bearerIn(authorization))) return done()
    refuse(request, reply, [])
    done(
      new UserError(
        'UNAUTHORIZED',
        `${faultOf(authorization)}: to administer, send the API_ADMIN_TOKEN as Authorization: Bearer TOKEN.`,
      ),
    )
  }
}

const faultOf = (authorization: string | undefined) =>
  authorization === undefined ? 'There is no token' : 'The token is not the right one'

function refuse({ headers: { authorization } }: FastifyRequest, reply: FastifyReply, others: string[]) {
  const bearer = `Bearer realm="API"${authorization === undefined ? '' : ', error="invalid_token"'}`
  reply.header('www-authenticate', [bearer, ...others])
}

/** Checksums take the same time to compare however much of a token is right, and however long it is. */
function isOneOf(tokens: string[]): (token: string | undefined) => boolean {
  const right = tokens.map(sha256)
  return (token) => {
    if (token === undefined) return false
    const given = sha256(token)
    return right.filter((it) => timingSafeEqual(it, given)).length > 0
  }
}

const sha256 = (text: string) => hash('sha256', text, 'buffer')

const bearerIn = (authorization: string | undefined) => /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1]

function passwordIn(authorization: string | undefined): string | undefined {
  const pair = /^Basic +(\S+) *$/i.exec(authorization ?? '')?.[1]
  if (pair === undefined) return undefined
  const text = Buffer.from(pair, 'base64').toString()
  return text.includes(':') ? text.slice(text.indexOf(':') + 1) : undefined
}
