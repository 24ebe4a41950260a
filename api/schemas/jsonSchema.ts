import { z } from 'zod'

/**
 * A zod schema as Fastify takes it: bodies are checked by it, replies are written by it, and the document shows it.
 *
 * @param description what a reply is
 */
export function jsonSchema(schema: z.ZodType, description?: string): Record<string, unknown> {
  // As it is written: a reply that names fewer properties than the object has leaves the others out, and needs no word on them.
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'input' })
  return { ...(description !== undefined && { description }), ...json }
}
