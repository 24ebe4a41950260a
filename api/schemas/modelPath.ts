import { z } from 'zod'
import { ofVersion } from './versionPath.js'

/** The part of an address that names a model of the Open Inference Protocol. */
export const ofModel = z.object({ model: z.string().describe('A target, as `/v2/models` lists them') })
export const ofModelVersion = ofModel.extend(ofVersion.shape)

/** Of the addresses with and without a version. */
export type OfModel = z.infer<typeof ofModel> & Partial<z.infer<typeof ofModelVersion>>

/** The two addresses of what is asked of a model: of the version in use, and of any. */
export const modelAddresses = (path: string) => [
  { url: `/v2/models/:model${path}`, params: ofModel },
  { url: `/v2/models/:model/versions/:version${path}`, params: ofModelVersion },
]
