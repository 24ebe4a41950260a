import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Dataset } from '../../../core/dataset/dataset.js'
import type { FeatureValues } from '../../../core/model/encode.js'
import { penguin, penguins } from '../../../test/datasets.js'
import { temporaryFolder } from '../../../test/freshDatabase.js'
import { writeMixedTable } from '../../../test/tables.js'
import { binaryRequest, type JsonTensor, tensorsOf } from '../../../test/tensors.js'
import { trainModel } from '../../../test/trainedModel.js'
import { buildApp } from '../../app.js'

const modelsDir = temporaryFolder()
let [older, newer] = ['', '']
let site = ''
beforeAll(async () => {
  older = (await trainModel(modelsDir, { num_round: 3 })).version
  newer = (await trainModel(modelsDir)).version
  const app = await start(modelsDir, penguins)
  await app.listen({ host: '127.0.0.1', port: 0 })
  site = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
})

async function start(modelsDir: string, dataset: Dataset): Promise<FastifyInstance> {
  const app = await buildApp({ MODELS_DIR: modelsDir, LOG_LEVEL: 'silent', FRAME_ANCESTORS: [] }, dataset)
  afterAll(() => app.close())
  return app
}
const post = async (path: string, body: unknown) => {
  const headers = { 'content-type': 'application/json' }
  const reply = await fetch(site + path, { method: 'POST', headers, body: JSON.stringify(body) })
  return { status: reply.status, body: JSON.parse(await reply.text()) }
}
const table = (rows: readonly FeatureValues[], datatype = 'FP64'): JsonTensor => ({
  name: 'input-0',
  datatype,
  shape: [rows.length, 4],
  data: rows.map((row) => penguins.features.map(({ name }) => row[name])),
})
const rows: FeatureValues[] = [
  penguin,
  { ...penguin, culmen_length_mm: 46.1, flipper_length_mm: 211, body_mass_g: 4500 },
]

/** What `/predict` says of the rows. */
const expected = async (version = '') =>
  Promise.all(
    rows.map(async (row) => (await post(`/predict${version && `?version=${version}`}`, row)).body.predictions),
  )

describe('inference', () => {
  test('predicts as /predict does, from one tensor or one a feature, flat or nested, of any datatype', async () => {
    const answers = await expected()
    const flat = { ...table(rows), data: table(rows).data.flat() }
    const named = tensorsOf(penguins, rows)
    const columns = named.map((it) => ({ ...it, shape: [2, 1] }))
    const nested = columns.map((it) => ({ ...it, data: it.data.map((value) => [value]) }))
    const whole = named.map((it, i) =>
      i > 1 ? { ...it, datatype: i > 2 ? 'INT64' : 'INT32' } : { ...it, datatype: 'FP32' },
    )
    for (const inputs of [
      [table(rows)],
      [flat],
      [table(rows, 'FP32')],
      named,
      columns,
      nested,
      whole,
      named.toReversed(),
    ]) {
      const { status, body } = await post('/v2/models/species/infer', { inputs })
      expect(status).toBe(200)
      expect(body).toEqual({
        model_name: 'species',
        model_version: newer,
        outputs: [
          { name: 'label', datatype: 'BYTES', shape: [2], data: answers.map((it) => it.species.label) },
          {
            name: 'probabilities',
            datatype: 'FP64',
            shape: [2, 3],
            data: answers.flatMap((it) => Object.values(it.species.probabilities)),
          },
        ],
      })
    }
  })

  test('gives the outputs that are asked for, and the id back', async () => {
    const ask = async (request: object) =>
      (await post('/v2/models/sex/infer', { inputs: [table(rows)], ...request })).body
    const names = ({ outputs }: { outputs: { name: string }[] }) => outputs.map(({ name }) => name)
    expect(names(await ask({ outputs: [{ name: 'probabilities' }, { name: 'label' }] }))).toEqual([
      'probabilities',
      'label',
    ])
    expect(names(await ask({ outputs: [{ name: 'label' }], id: '42' }))).toEqual(['label'])
    expect((await ask({ id: '42' })).id).toBe('42')
    expect(await ask({})).not.toHaveProperty('id')
    // As programs write it that send every field.
    const others = { id: null, parameters: null, outputs: null }
    expect(names(await ask({ ...others, parameters: { priority: 1, content_type: 'np' } }))).toEqual([
      'label',
      'probabilities',
    ])
    expect(await ask(others)).not.toHaveProperty('id')
    expect(names(await ask({ outputs: [] }))).toEqual(['label', 'probabilities'])
  })

  test('of a version', async () => {
    for (const version of [older, newer]) {
      const { body } = await post(`/v2/models/species/versions/${version}/infer`, { inputs: [table(rows)] })
      expect(body.model_version).toBe(version)
      const probabilities = (await expected(version)).flatMap((it) => Object.values(it.species.probabilities))
      expect(body.outputs[1].data).toEqual(probabilities)
    }
  })

  test.each(['FP64', 'FP32'])('takes and gives binary data, %s', async (datatype) => {
    const answers = await expected()
    const inputs = [table(rows, datatype)]
    const send = async (others: object) => {
      const { payload, headers } = binaryRequest([{ ...inputs[0]!, data: inputs[0]!.data.flat() }], others)
      const reply = await fetch(`${site}/v2/models/species/infer`, {
        method: 'POST',
        headers,
        body: new Uint8Array(payload),
      })
      expect(reply.status).toBe(200)
      return {
        type: reply.headers.get('content-type'),
        length: reply.headers.get('inference-header-content-length'),
        bytes: Buffer.from(await reply.arrayBuffer()),
      }
    }
    const labels = answers.map((it) => it.species.label)
    const probabilities = answers.flatMap((it) => Object.values<number>(it.species.probabilities))
    const all = await send({ parameters: { binary_data_output: true } })
    expect(all.type).toBe('application/octet-stream')
    const json = JSON.parse(all.bytes.toString('utf8', 0, Number(all.length)))
    expect(json.outputs).toEqual([
      { name: 'label', datatype: 'BYTES', shape: [2], parameters: { binary_data_size: 20 } },
      { name: 'probabilities', datatype: 'FP64', shape: [2, 3], parameters: { binary_data_size: 48 } },
    ])
    const behind = all.bytes.subarray(Number(all.length))
    expect(behind.length).toBe(68)
    expect(behind.subarray(0, 20).toString('latin1')).toBe(labels.map((it) => `\x06\0\0\0${it}`).join(''))
    expect(Array.from({ length: 6 }, (_, i) => behind.readDoubleLE(20 + 8 * i))).toEqual(probabilities)

    const one = await send({
      outputs: [{ name: 'label' }, { name: 'probabilities', parameters: { binary_data: true } }],
    })
    const { outputs } = JSON.parse(one.bytes.toString('utf8', 0, Number(one.length)))
    expect(outputs[0].data).toEqual(labels)
    expect(one.bytes.length - Number(one.length)).toBe(48)

    const none = await send({
      parameters: { binary_data_output: true },
      outputs: [{ name: 'label', parameters: { binary_data: false } }],
    })
    expect([none.type, none.length]).toEqual(['application/json; charset=utf-8', null])
    expect(JSON.parse(none.bytes.toString()).outputs).toEqual([
      { name: 'label', datatype: 'BYTES', shape: [2], data: labels },
    ])
  })

  test('a batch of the largest size, binary, is what /predict/batch answers', async () => {
    const many = Array.from({ length: 10_000 }, (_, i) => ({ ...penguin, body_mass_g: 2700 + (i % 3600) }))
    const { payload, headers } = binaryRequest(tensorsOf(penguins, many), { outputs: [{ name: 'probabilities' }] })
    const reply = await fetch(`${site}/v2/models/sex/infer`, { method: 'POST', headers, body: new Uint8Array(payload) })
    const { outputs } = (await reply.json()) as { outputs: { data: number[] }[] }
    const { results } = (await post('/predict/batch', many)).body
    type Result = { predictions: { sex: { probabilities: Record<string, number> } } }
    expect(outputs[0]!.data).toEqual(results.flatMap((it: Result) => Object.values(it.predictions.sex.probabilities)))
  })

  test("32-bit numbers at a range's end are in it", async () => {
    const folder = temporaryFolder()
    const dataset = await writeMixedTable(folder)
    const narrow = {
      ...dataset,
      features: dataset.features.map((it) => (it.name === 'Größe in m²' ? { ...it, max: 0.3 } : it)),
    }
    await trainModel(join(folder, 'models'), { num_round: 2 }, dataset)
    const other = await start(join(folder, 'models'), narrow)
    const ask = (value: number) =>
      other.inject({
        method: 'POST',
        url: '/v2/models/grade/infer',
        ...binaryRequest([{ name: 'Größe in m²', datatype: 'FP32', shape: [1], data: [value] }]),
      })
    expect((await ask(0.3)).statusCode).toBe(200)
    expect((await ask(0.30001)).json().error).toMatch(/^Row 0: Größe in m² is out of range/)
  })
})
