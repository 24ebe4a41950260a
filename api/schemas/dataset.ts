import { z } from 'zod'

const category = z.object({ value: z.string(), label: z.string().describe('The name for people') })

const texts = z.array(z.string())
const writtenSchema = z.object({
  missing: texts.describe('The marks of a missing value'),
  decimalChar: z.string().optional(),
  groupChar: z.string().describe('What stands between thousands').optional(),
  trueValues: texts.optional(),
  falseValues: texts.optional(),
})

const fieldSchema = z.object({
  name: z.string().describe('As bodies and replies call it'),
  title: z.string().describe('The name for people'),
  description: z.string(),
  kind: z.enum(['number', 'boolean', 'category']),
  required: z.boolean().describe('Whether a request must hold it'),
  unit: z.string().optional(),
  integer: z.boolean().describe('Whether only whole numbers are right').optional(),
  step: z.number().describe('What the number is measured to').optional(),
  min: z.number().describe('The least that a request may hold').optional(),
  max: z.number().describe('The most that a request may hold').optional(),
  categories: z
    .array(category)
    .describe('The values of a category or a boolean, as text; a request names a boolean by true or false')
    .optional(),
  example: z.union([z.number(), z.string(), z.boolean()]).optional(),
  written: writtenSchema.describe('How the CSV file writes the values'),
})

/** The reply of `/dataset`: a `DatasetCard`. */
export const datasetSchema = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  features: z.array(fieldSchema),
  targets: z.array(fieldSchema),
})
