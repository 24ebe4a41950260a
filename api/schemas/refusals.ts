import { z } from 'zod'
import { errorCodes } from '../errorCodes.js'
import { jsonSchema } from './jsonSchema.js'

const code = z.enum(Object.keys(errorCodes)).describe('What kind of error it is, for programs; more may come')

const schemas = {
  Error: z.object({ error: z.string().describe('What is wrong, and what to do'), code }),
  Problem: z
    .object({ type: z.string(), title: z.string(), status: z.int(), detail: z.string(), code })
    .describe('The same by RFC 9457, for requests whose Accept names application/problem+json'),
}

/** The bodies of all errors, to be added to the app: replies name them. */
export const errorBodies = Object.entries(schemas).map(([$id, schema]) => ({ $id, ...jsonSchema(schema) }))

/** What the document says of each error's body. Routes do without: errors are written by hand, and a schema takes time at the start. */
export const errorContent = {
  'application/json': { schema: { $ref: 'Error#' } },
  'application/problem+json': { schema: { $ref: 'Problem#' } },
}

/** An error's reply; `description` says when it comes. */
export const errorSchema = (description: string) => ({ description })

/** Why the same request may be answered at another time. */
export const later = errorSchema(
  "There is no model yet, the models folder can't be read now, or there is more to do than can be done; the sentence says what to do",
)

/** Why a route that takes a body and needs a model may refuse. */
export const refusals = {
  400: errorSchema(
    'The body is not JSON, or a field is missing, unknown, of another kind or out of range; the sentence names it',
  ),
  405: errorSchema('It was another method than POST; the header Allow names the right one'),
  408: errorSchema('The request took longer than ten seconds to arrive'),
  413: errorSchema('The body is too large; the sentence names the limit'),
  415: errorSchema('The body is of another type than application/json, in another encoding than UTF-8, or compressed'),
  503: later,
} as const
