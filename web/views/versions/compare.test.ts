import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { datasetCard } from '../../../core/dataset/datasetCard.js'
import type { Model } from '../../../core/model/model.js'
import { predict } from '../../../core/model/predict.js'
import { readBundle } from '../../../registry/bundle.js'
import { penguin, penguins, registryOf } from '../../../test/datasets.js'
import { trainModel } from '../../../test/trainedModel.js'
import type { KeptRow } from '../model/judge.js'
import { areComparable, differences } from './differences.js'
import { disagreements } from './disagreements.js'
import { itemsOf } from './itemsOf.js'

const words = datasetCard(penguins)
let [stump, full]: Model[] = []

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'versions-'))
  const read = async (rounds: number) =>
    readBundle(
      registryOf(folder),
      (await trainModel(folder, { num_round: rounds, max_depth: rounds > 1 ? 3 : 1 })).version,
    )
  stump = await read(1)
  full = await read(20)
})

test('only what differs is told apart, in words', () => {
  const { different, same } = differences(itemsOf(stump!.manifest, words), itemsOf(full!.manifest, words))
  expect(different).toContainEqual({ group: 'Parameters', name: 'Rounds of trees', a: '1', b: '20' })
  expect(different.map(({ name }) => name)).toContain('Species: log loss')
  expect(same.map(({ name }) => name)).toEqual(expect.arrayContaining(['Learning rate', 'Fingerprint of the rows']))
  expect([...different, ...same].every(({ a, b }) => a !== undefined && b !== undefined)).toBe(true)
})

test('what one of them does not say is a difference', () => {
  const item = { group: 'Made by', name: 'DAG', says: 'penguins_pipeline' } as const
  expect(differences([], [item]).different).toEqual([{ group: 'Made by', name: 'DAG', a: undefined, b: item.says }])
})

test('the rows of different answers are found, and who is right', () => {
  const rows = Array.from({ length: 200 }, (_, i): KeptRow => {
    const values = { ...penguin, culmen_length_mm: 33 + (i % 25), flipper_length_mm: 175 + (i % 50) }
    return { line: i + 2, split: 'train', values, truths: { species: 'Chinstrap', sex: null } }
  })
  const labelsBy = (model: Model) =>
    predict(
      model,
      rows.map(({ values }) => values),
    ).map(({ predictions: { species } }) => 'label' in species! && species.label)
  const [by1, by20] = [labelsBy(stump!), labelsBy(full!)]
  const { list, right, rows: all } = disagreements(stump!, full!, rows, 'species')
  expect(all).toBe(200)
  expect(list.map(({ row }) => row.line).sort((a, b) => a - b)).toEqual(
    rows.filter((_, i) => by1[i] !== by20[i]).map(({ line }) => line),
  )
  expect(list.length).toBeGreaterThan(0)
  const disputed = [...rows.keys()].filter((i) => by1[i] !== by20[i])
  expect(right!.b).toBe(disputed.filter((i) => by20[i] === 'Chinstrap').length)
  expect(right!.a + right!.b + right!.neither).toBe(list.length)
  // Nobody knows the sex.
  expect(disagreements(stump!, full!, rows, 'sex').right).toBeUndefined()
})

test('versions of other features can not be put the same row', () => {
  const { manifest } = full!
  expect(areComparable(stump!.manifest, manifest)).toBe(true)
  expect(areComparable(stump!.manifest, { ...manifest, features: manifest.features.slice(1) })).toBe(false)
})
