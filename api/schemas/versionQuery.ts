import { z } from 'zod'
import { errorSchema } from './refusals.js'

/** The version that shall answer. */
export const versionQuery = z.object({
  version: z.string().describe('A version, as `/models` lists it; without it the model in use answers').optional(),
})
export type VersionQuery = z.infer<typeof versionQuery>

/** Why a route that takes a version may refuse it. */
export const versionQueryRefusals = {
  404: errorSchema('There is no version of that name; the sentence names what there is'),
  409: errorSchema('The version is damaged, or of another definition than this API serves; the sentence says how'),
} as const
