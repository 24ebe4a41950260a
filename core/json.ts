import type { z } from 'zod'
import { messageOf } from './errors.js'

/**
 * Parses JSON of a known shape; keys that the schema does not name are dropped.
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
  const { path, message } = innermost(result.error.issues[0]!)
  throw refuse(`${path.map(String).join('.') || 'the file'}: ${message}`)
}

type Issue = z.core.$ZodIssue

/** What is wrong with a value that may have several shapes: the fault by the shape it comes nearest to. */
function innermost(issue: Issue): Pick<Issue, 'path' | 'message'> {
  if (issue.code !== 'invalid_union') return issue
  const [nearest] = issue.errors.filter((shape) => shape.length > 0).sort((a, b) => a.length - b.length)
  if (!nearest) return issue
  const { path, message } = innermost(nearest[0]!)
  return { path: [...issue.path, ...path], message }
}
