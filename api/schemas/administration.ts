import { z } from 'zod'

const by = z.string().min(1).max(80).describe('Who does it, for the history')
const reason = z.string().min(1).max(500).describe('Why, for the history').optional()

export const promotionSchema = z.strictObject({ by, reason })
export const rollbackSchema = z.strictObject({
  by,
  reason,
  version: z
    .string()
    .describe('Go back to this one; without it, to the last one in use that is another model')
    .optional(),
})

const moved = z.object({
  from: z.string().nullable().describe('The version that was in use; null where there was none'),
  to: z.string().describe('The version that is in use now'),
})

export const promotedSchema = moved
export const rolledBackSchema = moved.extend({
  passed_over: z.array(z.string()).describe('A sentence for each version that was passed over'),
})
