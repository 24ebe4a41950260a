import { expect, test } from 'vitest'
import type { Dataset } from '../core/dataset/dataset.js'
import { readDataset } from '../core/dataset/readDataset.js'
import { rowFault } from '../core/dataset/rowFault.js'
import { penguin, penguins } from '../test/datasets.js'
import { temporaryFolder } from '../test/freshDatabase.js'
import { person, writePeople } from '../test/people.js'
import { trainModel } from '../test/trainedModel.js'
import { buildApp } from './app.js'

const values = [
  undefined,
  null,
  true,
  false,
  '',
  'x',
  '1',
  'Bad "X"',
  'self',
  '2',
  0,
  -0,
  1,
  1.5,
  17,
  39.1,
  90,
  91,
  3750,
  -1,
  1e300,
  2 ** 53,
  [],
  [1],
  {},
]

/** What a row may hold is said twice: by the schema of a request, and by `rowFault`. */
test.each<[string, () => Promise<Dataset>, object]>([
  ['the reference data', async () => penguins, penguin],
  ['every kind of feature', async () => readDataset(writePeople(temporaryFolder())), person],
])('of %s a row is right in a file where it is right in a request', async (_, read, right) => {
  const dataset = await read()
  const modelsDir = temporaryFolder()
  await trainModel(modelsDir, { num_round: 2 }, dataset)
  const app = await buildApp({ MODELS_DIR: modelsDir, LOG_LEVEL: 'silent', FRAME_ANCESTORS: [] }, dataset)
  const rows: unknown[] = [right, { ...right, other: 1 }, JSON.parse('{"__proto__": 1}'), {}, [right], null, 'x', 1]
  for (const { name } of dataset.features) for (const value of values) rows.push({ ...right, [name]: value })
  for (const row of rows) {
    const payload = JSON.stringify(row)
    const { statusCode } = await app.inject({
      method: 'POST',
      url: '/predict',
      headers: { 'content-type': 'application/json' },
      payload,
    })
    expect([payload, statusCode]).toEqual([payload, rowFault(dataset, JSON.parse(payload)) === undefined ? 200 : 400])
  }
  await app.close()
})
