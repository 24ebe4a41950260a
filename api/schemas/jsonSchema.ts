import { z } from 'zod'

/**
 * A zod schema as Fastify takes it: bodies are checked by it, replies are written by it, and the document shows it.
 *
 * @param description what a reply is
 */
export function jsonSchema(schema: z.ZodType, description?: string): Record<string, unknown> {
  // By its input: the output side would add `additionalProperties: false`, which a reply does not need.
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'input' })
  return { ...(description !== undefined && { description }), ...json }
}
