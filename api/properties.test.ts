import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import fc, { type Arbitrary } from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readDataset } from '../core/dataset/readDataset.js'
import { arbitraryOf, type JsonSchema } from '../test/arbitraryOf.js'
import { penguins } from '../test/datasets.js'
import { temporaryFolder } from '../test/freshDatabase.js'
import { writePeople } from '../test/people.js'
import { trainModel } from '../test/trainedModel.js'
import { buildApp } from './app.js'

interface Operation {
  method: string
  path: string
  parameters: { in: string; name: string; schema: JsonSchema }[]
  body: Record<string, { schema: JsonSchema }> | undefined
  replies: Record<string, { content?: Record<string, { schema: JsonSchema }> }>
  /** What the schemas refer to. */
  components: unknown
}

const ajv = new Ajv2020({ strict: false, validateFormats: false })
const validators = new Map<JsonSchema, ValidateFunction>()

function validatorOf(schema: JsonSchema, components: unknown): ValidateFunction {
  const known = validators.get(schema) ?? ajv.compile({ ...schema, components })
  validators.set(schema, known)
  return known
}

/** Not only ours to answer: a method or a body that no route takes, too long, or too slow. */
const ANYWHERE = [400, 404, 405, 413, 415, 417]

const people = await readDataset(writePeople(temporaryFolder()))
const tokens = { API_TOKEN: 'a-token-of-the-tests', API_ADMIN_TOKEN: 'another-one-of-the-tests' }
describe.each([
  ['penguins', penguins, true, {}],
  ['penguins without a model', penguins, false, {}],
  ['penguins with tokens', penguins, true, tokens],
  ['tokens, without a model', penguins, false, tokens],
  ['another table', people, true, {}],
])('%s', async (_name, dataset, trained, settings) => {
  const folder = temporaryFolder()
  let version = 'none'
  let site = ''
  const app: FastifyInstance = await buildApp(
    { MODELS_DIR: folder, LOG_LEVEL: 'silent', FRAME_ANCESTORS: [], ...settings },
    dataset,
    { pollMs: 50 },
  )
  beforeAll(async () => {
    if (trained) version = (await trainModel(folder, { num_round: 3 }, dataset)).version
    site = await app.listen({ host: '127.0.0.1', port: 0 })
    while (trained && !app.models.current) await new Promise((done) => setTimeout(done, 20))
  })
  afterAll(() => app.close())
  await app.ready()

  test.each(await operationsOf(app))(
    '$method $path answers whatever it is sent as its document says',
    async (operation) => {
      await fc.assert(
        fc.asyncProperty(
          requestTo(operation, {
            version: () => version,
            model: () => dataset.targets[0]!.name,
            file: () => 'README.md',
          }),
          fc.constantFrom('', 'Bearer none', ...Object.values(settings).map((token) => `Bearer ${token}`)),
          async (request, authorization) => {
            const headers = { ...request.headers, ...(authorization && { authorization }) }
            const reply = await fetch(site + request.path, { ...request.init, headers })
            await checkReply(operation, reply)
            // Not every version can be taken into use, nor is there always one to go back to.
            if (request.isRight && trained && !operation.path.startsWith('/models')) {
              const isAllowed = operation.replies[401] === undefined || authorization.includes('of-the-tests')
              expect(reply.status).toBe(isAllowed ? 200 : 401)
            }
          },
        ),
        { numRuns: 60 },
      )
    },
  )
})

async function operationsOf(app: FastifyInstance): Promise<Operation[]> {
  const headers = { authorization: `Bearer ${tokens.API_TOKEN}` }
  const { paths, components } = (await app.inject({ url: '/openapi.json', headers })).json() as {
    paths: Record<string, Record<string, Partial<Operation> & Document>>
    components: unknown
  }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody, responses }]) => ({
      method: method.toUpperCase(),
      path,
      parameters,
      body: requestBody?.content,
      replies: responses,
      components,
    })),
  )
}

interface Document {
  requestBody?: { content: Record<string, { schema: JsonSchema }> }
  responses: Operation['replies']
}

/** A request as the document asks for it, or with anything in its places. */
function requestTo({ method, path, parameters, body }: Operation, known: Record<string, () => string>) {
  const anything = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 })
  const named = (place: string) => parameters.filter((it) => it.in === place).map(({ name }) => name)
  const valuesOf = (names: string[]) =>
    fc.record(Object.fromEntries(names.map((name) => [name, placeOf(known[name]!, anything)])))
  const places = valuesOf(named('path'))
  const query = fc.option(valuesOf(named('query')), { freq: 2, nil: {} }).map((it) => String(new URLSearchParams(it)))
  const right = body?.['application/json'] ? arbitraryOf(body['application/json'].schema) : fc.constant(undefined)
  const sent: Arbitrary<{ isRight: boolean; text: string | undefined }> = fc.oneof(
    right.map((it) => ({ isRight: true, text: JSON.stringify(it) })),
    right.chain((it) => spoilt(it)).map((it) => ({ isRight: false, text: JSON.stringify(it) })),
    fc.oneof(fc.json(), anything).map((text) => ({ isRight: false, text })),
  )
  const types = fc.constantFrom(
    'application/json',
    'application/json',
    'application/json',
    'text/csv',
    'text/plain',
    'x',
  )
  return fc.record({ places, query, sent, type: types }).map(({ places, query, sent, type }) => ({
    isRight: sent.isRight && type === 'application/json' && named('path').length === 0 && query === '',
    path: `${path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(places[name]!))}${query && `?${query}`}`,
    init: { method, ...(method === 'POST' && { body: sent.text ?? '' }) },
    headers: method === 'POST' ? { 'content-type': type } : {},
  }))
}

/** What stands in an address: often what is there, and anything but dots, which a client takes for a step up the path. */
const placeOf = (known: () => string, anything: Arbitrary<string>) =>
  fc.oneof(
    { arbitrary: fc.constant(undefined).map(known), weight: 3 },
    fc.constantFrom('manifest.json', 'current.json', '__proto__', '%', '../current.json'),
    anything.filter((it) => !/^\.+$/.test(it)),
  )

/** A value with something else in one of its places. */
function spoilt(value: unknown): Arbitrary<unknown> {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return fc.jsonValue()
  // A list's length is no place of it.
  const keys = fc.oneof(fc.constantFrom(...Object.keys(value)), fc.string()).filter((key) => key !== 'length')
  return fc.tuple(keys, fc.jsonValue()).map(([key, other]) => {
    const copy = structuredClone(value) as Record<string, unknown>
    Object.defineProperty(copy, key, { value: other, enumerable: true, configurable: true, writable: true })
    return copy
  })
}

async function checkReply({ replies, method, path, components }: Operation, reply: Response) {
  const text = await reply.text()
  const documented = replies[reply.status]
  if (!documented) {
    expect(ANYWHERE, `${method} ${path}: ${text}`).toContain(reply.status)
    return
  }
  const type = reply.headers.get('content-type')?.split(';')[0]
  if (!documented.content) return expect(text).toBe('')
  expect(Object.keys(documented.content)).toContain(type)
  const { schema } = documented.content[type!]!
  if (type !== 'application/json') return
  const body = JSON.parse(text)
  const validate = validatorOf(schema, components)
  expect(validate(body), `${ajv.errorsText(validate.errors)} in ${text.slice(0, 500)}`).toBe(true)
}
