import type { z } from 'zod'
import { messageOf } from './errors.js'

/**
 * Reads JSON of a known shape; what the schema does not name is left out.
 *
 * @param refuse makes an error of what is wrong, and where
 */
export function parseJson<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
  refuse: (reason: string) => Error,
): z.infer<Schema> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    // The message quotes the text, which may be anything.
    throw refuse(`it is not JSON (${messageOf(error).replace(/\p{C}/gu, '?')})`)
  }
  const result = schema.safeParse(json)
  if (result.success) return result.data
  const issue = result.error.issues[0]!
  throw refuse(`${issue.path.map(String).join('.') || 'the file'}: ${issue.message}`)
}
