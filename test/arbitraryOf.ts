import fc, { type Arbitrary } from 'fast-check'

export interface JsonSchema {
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: JsonSchema[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  minItems?: number
  minimum?: number
  maximum?: number
}

/** Values that a JSON schema allows, as far as the schemas of our bodies go. */
export function arbitraryOf(schema: JsonSchema): Arbitrary<unknown> {
  const { minimum, maximum, minItems: minLength = 0 } = schema
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(arbitraryOf))
  if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map((type) => arbitraryOf({ ...schema, type })))
  if (schema.enum) return fc.constantFrom(...schema.enum)
  switch (schema.type) {
    case 'null':
      return fc.constant(null)
    case 'boolean':
      return fc.boolean()
    case 'string':
      return fc.string({ unit: 'binary' })
    case 'integer':
      return fc.maxSafeInteger().map((it) => Math.min(Math.max(it, minimum ?? it), maximum ?? it))
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true, ...bounds(minimum, maximum) })
    case 'array':
      return fc.array(arbitraryOf(schema.items!), { minLength, maxLength: minLength + 5 })
    case 'object': {
      const fields = Object.entries(schema.properties ?? {}).map(([name, it]) => [name, arbitraryOf(it)] as const)
      const requiredKeys: string[] = schema.required ?? []
      return fc.record<Record<string, unknown>>(Object.fromEntries(fields), { requiredKeys })
    }
    case undefined:
      return fc.jsonValue()
    default:
      throw new Error(`no values are made for ${JSON.stringify(schema)}`)
  }
}

const bounds = (min?: number, max?: number) => ({
  ...(min !== undefined && { min }),
  ...(max !== undefined && { max }),
})
