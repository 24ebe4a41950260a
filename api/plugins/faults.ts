import type { FastifySchemaValidationError } from 'fastify'
import { dataset, rangeText } from '../../core/dataset.js'

const BATCH = '/predict/batch'

/** Turns a failed check of a body into a sentence that says what is wrong with which field, and what to send. */
export function explainFault(fault: FastifySchemaValidationError, body: unknown, url: string): string {
  const { instancePath, keyword, params, message } = fault
  if (body === undefined) return 'The body is empty; /docs shows what to send.'
  const path = instancePath.split('/').slice(1)
  if (path.length === 0 && keyword === 'type') return explainBody(body, url)
  const index = url === BATCH ? path.shift() : undefined
  const row = (index === undefined ? body : (body as unknown[])[Number(index)]) as Record<string, unknown>
  const item = index === undefined ? '' : `item ${index}: `
  const names = dataset.features.map(({ name }) => name).join(', ')
  if (keyword === 'additionalProperties') {
    return `${item}${String(params.additionalProperty).slice(0, 80)} is no field; the fields are ${names}.`
  }
  const field = keyword === 'required' ? params.missingProperty : path[0]
  const feature = dataset.features.find(({ name }) => name === field)
  if (feature) return `${item}${feature.name} ${explainValue(keyword, row[feature.name])} ${rangeText(feature)}.`
  if (index !== undefined) return `${item}a row must be an object with the fields ${names}, not ${kindOf(row)}.`
  return `The body ${message}.`
}

function explainBody(body: unknown, url: string): string {
  if (url !== BATCH) {
    return Array.isArray(body)
      ? `${url} takes one object, not a list${url === '/predict' ? `; send a list to ${BATCH}` : ''}.`
      : `${url} takes one object, not ${kindOf(body)}; /docs shows one.`
  }
  if (body === null || typeof body !== 'object') return `${url} takes a list of objects, not ${kindOf(body)}.`
  // {"columns": […], "data": […]}, {"culmen_length_mm": {"0": 39.1}} and the like: a table as pandas writes it.
  if (Object.values(body).some((value) => value !== null && typeof value === 'object')) {
    return `${url} takes a list with an object for each row: in pandas, df.to_json(orient="records").`
  }
  return `${url} takes a list: put the object in [ ], or send it to /predict.`
}

function explainValue(keyword: string, value: unknown): string {
  if (keyword === 'required') return 'is missing: it must be a number from'
  if (value === null) return 'is null, and every measurement is needed: it must be a number from'
  if (typeof value === 'string') return 'is no number but text: send it without quotes, a number from'
  return keyword === 'type' ? 'is no number: it must be a number from' : 'is out of range: it must be a number from'
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  return { string: 'text', number: 'a number', boolean: 'true or false' }[typeof value as string] ?? 'an object'
}
