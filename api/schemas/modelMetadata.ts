import { z } from 'zod'

const shape = z.array(z.int()).describe('-1 is any number, that of the rows')

/** What a model takes and gives, as the Open Inference Protocol has it. */
export const modelMetadataSchema = z.object({
  name: z.string(),
  versions: z.array(z.string()).describe('Every sound version, the last published first'),
  platform: z.string(),
  inputs: z.array(z.object({ name: z.string(), datatype: z.string(), shape })),
  outputs: z.array(
    z.object({
      name: z.string(),
      datatype: z.string(),
      shape,
      parameters: z.object({ classes: z.array(z.string()).describe('Those of the columns, in order') }).optional(),
    }),
  ),
})

export type ModelMetadata = z.infer<typeof modelMetadataSchema>
