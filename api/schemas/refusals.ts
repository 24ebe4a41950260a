import { z } from 'zod'
import { jsonSchema } from './jsonSchema.js'

const error = z.object({ error: z.string() })

/** An error's reply; `description` says when it comes. */
export const errorSchema = (description: string) => jsonSchema(error, description)

export const noModelYet = errorSchema('There is no model yet; the sentence says how to make one')

/** Why a route that takes a body and needs a model may refuse. */
export const refusals = {
  400: errorSchema(
    'The body is not JSON, or a field is missing, unknown, of another kind or out of range; the sentence names it',
  ),
  405: errorSchema('It was another method than POST; the header Allow names the right one'),
  408: errorSchema('The request took longer than ten seconds to arrive'),
  413: errorSchema('The body is too large; the sentence names the limit'),
  415: errorSchema('The body is of another type than application/json, in another encoding than UTF-8, or compressed'),
  503: noModelYet,
} as const
