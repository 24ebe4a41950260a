import { z } from 'zod'
import { errorSchema, later } from './refusals.js'

/** The part of an address that names a version. */
export const ofVersion = z.object({ version: z.string().describe('As `/models` lists it') })
export type OfVersion = z.infer<typeof ofVersion>

/** The part of an address that names a file of a version. */
export const ofFile = ofVersion.extend({
  file: z.string().meta({
    description: '`manifest.json`, a file that the manifest names, or `README.md`, the card for people',
    examples: ['manifest.json'],
  }),
})
export type OfFile = z.infer<typeof ofFile>

/** Why what is asked of a version may be refused. */
export const versionRefusals = {
  404: errorSchema('There is none of that name; the sentence names what there is'),
  409: errorSchema('It is damaged, or of another definition than this API serves; the sentence says how'),
  503: later,
} as const
