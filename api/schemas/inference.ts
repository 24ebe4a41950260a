import { z } from 'zod'

/** What the protocol leaves to servers; those that this one does not know are let through, as clients send their own. */
const parameters = <Known extends z.ZodRawShape>(known: Known) => z.object(known).nullish()

const request = {
  id: z.string().nullish().describe('Comes back in the reply'),
  parameters: parameters({
    binary_data_output: z.boolean().optional().describe('Whether outputs come as binary data, where they say nothing'),
  }),
  inputs: z
    .array(
      z.object({
        name: z.string().describe('A feature; or any name, of one tensor with all features'),
        shape: z.array(z.number()).describe('[rows], or [rows, features] of one tensor with all features'),
        datatype: z.string().describe('FP64, FP32, INT64 or INT32 of a number, BOOL of a boolean, BYTES of a category'),
        parameters: parameters({
          binary_data_size: z.int().min(0).optional().describe('Bytes of the tensor behind the JSON, in place of data'),
        }),
        data: z.array(z.unknown()).nullish().describe('Row by row, nested or flat; null where a value is missing'),
      }),
    )
    .min(1),
  outputs: z
    .array(z.object({ name: z.string(), parameters: parameters({ binary_data: z.boolean().optional() }) }))
    .nullish()
    .describe('Those wanted; all where there is none'),
}

/** The request of the protocol: tensors in. */
export const inferRequestSchema = z.object(request)
export type InferRequest = z.infer<typeof inferRequestSchema>
export type RequestInput = InferRequest['inputs'][number]

/** Its reply: tensors out. */
export const inferReplySchema = z.object({
  model_name: z.string(),
  model_version: z.string(),
  id: z.string().optional(),
  outputs: z.array(
    z.object({
      name: z.string(),
      datatype: z.enum(['BYTES', 'FP64']),
      shape: z.array(z.int()),
      parameters: z.object({ binary_data_size: z.int() }).optional(),
      data: z.array(z.union([z.string(), z.number()])).optional(),
    }),
  ),
})
export type InferReply = z.infer<typeof inferReplySchema>
