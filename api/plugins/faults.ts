import type { FastifySchemaValidationError } from 'fastify'
import type { Dataset } from '../../core/dataset/dataset.js'
import { explainValue } from '../../core/dataset/explainValue.js'
import { someOf } from '../../core/dataset/someOf.js'
import { BATCH } from '../batchFormats.js'

/** Routes whose bodies hold rows. */
const ROWS = ['/predict', BATCH, '/explain']

/** Turns a failed check of a body into a sentence that says what is wrong with which field, and what to send. */
export function explainFault(
  { features }: Dataset,
  { instancePath, keyword, params, message }: FastifySchemaValidationError,
  body: unknown,
  url: string,
): string {
  if (body === undefined) return 'The body is empty; /docs shows what to send.'
  const path = instancePath.split('/').slice(1).map(unescapeStep)
  if (path.length === 0 && keyword === 'type') return explainBody(body, url)
  if (!ROWS.includes(url)) {
    return keyword === 'additionalProperties'
      ? `${String(params.additionalProperty).slice(0, 80)} is no field that ${url} takes; /docs shows them.`
      : `${path.join('.') || 'The body'} ${message}.`
  }
  const index = url === BATCH ? path.shift() : undefined
  const row = index === undefined ? body : (body as unknown[])[Number(index)]
  const item = index === undefined ? '' : `item ${index}: `
  const names = someOf(features.map(({ name }) => name))
  if (keyword === 'additionalProperties') {
    return `${item}${String(params.additionalProperty).slice(0, 80)} is no field; the fields are ${names}.`
  }
  const field = keyword === 'required' ? params.missingProperty : path[0]
  const feature = features.find(({ name }) => name === field)
  if (feature) {
    const needed = features.every(({ required }) => required) ? 'every measurement is needed' : 'it is needed'
    const value = keyword === 'required' ? undefined : (row as Record<string, unknown>)[feature.name]
    return `${item}${feature.name} ${explainValue(feature, value, needed)}.`
  }
  if (index !== undefined) return `${item}a row must be an object with the fields ${names}, not ${kindOf(row)}.`
  return `The body ${message}.`
}

/** A field's name, out of a JSON Pointer. */
const unescapeStep = (step: string) => step.replaceAll('~1', '/').replaceAll('~0', '~')

function explainBody(body: unknown, url: string): string {
  if (url !== BATCH) {
    return Array.isArray(body)
      ? `${url} takes one object, not a list${url === '/predict' ? `; send a list to ${BATCH}` : ''}.`
      : `${url} takes one object, not ${kindOf(body)}; /docs shows one.`
  }
  if (body === null || typeof body !== 'object') return `${url} takes a list of objects, not ${kindOf(body)}.`
  // {"columns": […], "data": […]}, {"body_mass_g": {"0": 3750}} and the like: a table as pandas writes it.
  if (Object.values(body).some((value) => value !== null && typeof value === 'object')) {
    return `${url} takes a list with an object for each row: in pandas, df.to_json(orient="records").`
  }
  return `${url} takes a list: put the object in [ ], or send it to /predict.`
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  return { string: 'text', number: 'a number', boolean: 'true or false' }[typeof value as string] ?? 'an object'
}
