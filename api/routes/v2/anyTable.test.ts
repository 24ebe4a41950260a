import type { FastifyInstance, InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { classesOf, type Dataset } from '../../../core/dataset/dataset.js'
import { readDataset } from '../../../core/dataset/readDataset.js'
import type { FeatureValues } from '../../../core/model/encode.js'
import { temporaryFolder } from '../../../test/freshDatabase.js'
import { optional, person, writePeople } from '../../../test/people.js'
import { writeMixedTable } from '../../../test/tables.js'
import { binaryRequest, type JsonTensor, tensorsOf } from '../../../test/tensors.js'
import { trainModel } from '../../../test/trainedModel.js'
import { buildApp } from '../../app.js'

interface Case {
  read: () => Promise<Dataset>
  /** The first has every value. */
  rows: FeatureValues[]
}

const people: Case = {
  read: () => readDataset(writePeople(temporaryFolder())),
  rows: [
    person,
    { ...person, Ort: 'Köln', Klasse: '3', 'aktiv?': false },
    { ...person, 'work</script>': 'never' },
    ...optional.map((name) => ({ ...person, [name]: null })),
  ],
}
const mixed: Case = {
  read: () => writeMixedTable(temporaryFolder()),
  rows: [
    { 'Größe in m²': 12.5, step: -1, city: 'New "York"', fresh: true },
    { fresh: false, step: 2 },
    { 'Größe in m²': 12.5 },
    { city: 'a,b' },
    {},
  ],
}

describe.each([
  ['people', people],
  ['where every value may be missing', mixed],
])('another table: %s', (_, { read, rows }) => {
  let dataset: Dataset
  let app: FastifyInstance
  beforeAll(async () => {
    dataset = await read()
    const folder = temporaryFolder()
    await trainModel(folder, {}, dataset)
    app = await buildApp({ MODELS_DIR: folder, LOG_LEVEL: 'silent', FRAME_ANCESTORS: [] }, dataset)
    afterAll(() => app.close())
  })
  const infer = (target: string, request: InjectOptions) =>
    app.inject({ method: 'POST', url: `/v2/models/${encodeURIComponent(target)}/infer`, ...request })

  test('every target is a model, and predicts as /predict does, from JSON and from binary data', async () => {
    expect((await app.inject('/v2/models')).json().models).toEqual(dataset.targets.map(({ name }) => name))
    // A boolean that is missing has no binary form.
    const binaryRows = rows.filter((row) =>
      dataset.features.every((it) => it.kind !== 'boolean' || row[it.name] != null),
    )
    expect(binaryRows.length).toBeGreaterThan(1)
    for (const { name, ...target } of dataset.targets) {
      const expected = async (some: FeatureValues[]) => {
        const replies = await Promise.all(
          some.map((payload) => app.inject({ method: 'POST', url: '/predict', payload })),
        )
        const predictions = replies.map((reply) => reply.json().predictions[name])
        if (target.kind === 'number') return [predictions.map(({ value }) => value)]
        return [
          predictions.map(({ label }) => label),
          predictions.flatMap(({ probabilities }) => Object.values(probabilities)),
        ]
      }
      for (const [request, of] of [
        [{ payload: { inputs: tensorsOf(dataset, rows) } }, rows],
        [binaryRequest(tensorsOf(dataset, binaryRows)), binaryRows],
      ] as const) {
        const { outputs } = (await infer(name, request)).json()
        expect(outputs.map(({ data }: JsonTensor) => data)).toEqual(await expected([...of]))
      }
    }
  })

  test('the metadata has a tensor for each feature, and the classes', async () => {
    for (const target of dataset.targets) {
      const { name, inputs, outputs } = (await app.inject(`/v2/models/${encodeURIComponent(target.name)}`)).json()
      expect(name).toBe(target.name)
      expect(inputs).toEqual(tensorsOf(dataset, []).map(({ name, datatype }) => ({ name, datatype, shape: [-1] })))
      const classes = classesOf(target)
      expect(outputs.at(-1)).toEqual(
        classes
          ? { name: 'probabilities', datatype: 'FP64', shape: [-1, classes.length], parameters: { classes } }
          : { name: 'value', datatype: 'FP64', shape: [-1] },
      )
    }
  })

  test('what may be missing may be left out, and what may not is named', async () => {
    for (const { name, required } of dataset.features) {
      const inputs = tensorsOf(dataset, rows.slice(0, 1)).filter((it) => it.name !== name)
      const reply = await infer(dataset.targets[0]!.name, { payload: { inputs } })
      expect(reply.statusCode).toBe(required ? 400 : 200)
      if (required) expect(reply.json().error.startsWith(`Input ${name} is missing: it must be`)).toBe(true)
    }
  })

  test('one tensor of numbers can not hold its categories', async () => {
    const data = dataset.features.map(() => 1)
    const inputs = [{ name: 'x', datatype: 'FP64', shape: [1, data.length], data }]
    const reply = await infer(dataset.targets[0]!.name, { payload: { inputs } })
    expect(reply.statusCode).toBe(400)
    expect(reply.json().error).toMatch(/^Input "x": it is no feature; send a tensor for each of /)
  })
})
