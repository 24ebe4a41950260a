import { z } from 'zod'
import { quote } from './wording.js'

const types: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
}

/** What zod finds, in words that follow the key, where the schema has no words of its own. */
export const issueWording: z.core.$ZodErrorMap = (issue) => {
  if (issue.input === undefined) return 'is missing; add it'
  if (issue.code === 'invalid_type') return `must be ${types[issue.expected] ?? issue.expected}`
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.join(', ')}`
  return undefined
}

const fieldPath = ['resources', 0, 'schema', 'fields']

/** The finding and where it is, to follow the file's name. */
export function issueText({ path, message }: z.core.$ZodIssue, json: unknown): string {
  const key = (from: number) => z.core.toDotPath(path.slice(from))
  const index = path[fieldPath.length]
  if (typeof index === 'number' && fieldPath.every((part, i) => path[i] === part)) {
    return `, ${fieldText(json, index)}: ${key(fieldPath.length + 1) || 'it'} ${message}`
  }
  return `: ${path.length > 2 ? key(2) : key(0)} ${message}`
}

/** `field "age"`, or `field 3` of one without a name. */
function fieldText(json: unknown, index: number): string {
  const nameAlone = z
    .object({ name: z.string().min(1) })
    .nullable()
    .catch(null)
  const fields = z.object({ fields: z.array(nameAlone) })
  const namesAlone = z.object({ resources: z.tuple([z.object({ schema: fields })]) })
  const name = namesAlone.safeParse(json).data?.resources[0].schema.fields[index]?.name
  return `field ${name === undefined ? index + 1 : quote(name)}`
}
