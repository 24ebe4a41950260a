import { expect, test } from 'vitest'
import type { Column, Dataset, Target } from '../../../core/dataset/dataset.js'
import { modelColumns } from '../../../core/model/encode.js'
import { profileSchema } from '../../../core/model/profile.js'
import { mulberry32 } from '../../../core/random.js'
import { penguins } from '../../../test/datasets.js'
import { storeInMemory } from '../../floatStore.js'
import { TestRows } from '../testRows.js'
import type { TrainingData } from '../trainingData.js'
import { buildProfile } from './buildProfile.js'

/** A clean table in memory, of random numbers and classes. */
function tableOf(featureCount: number, classCount: number, rowCount: number): TrainingData {
  const random = mulberry32(1)
  const base = { description: '', required: true, missing: [], unit: undefined, step: undefined }
  const number = { ...base, kind: 'number', role: 'feature', integer: false, min: undefined, max: undefined }
  const numbers = Array.from({ length: featureCount }, (_, i) => ({ ...number, name: `feature_number_${i}` }))
  const categories = Array.from({ length: classCount }, (_, i) => `the class number ${i}`)
  const target = { ...base, kind: 'category', role: 'target', name: 'class', categories, labels: categories }
  const columns = [...numbers, target] as unknown as Column[]
  const features = numbers as unknown as Dataset['features']
  const dataset = { columns, features, targets: [target as unknown as Target] } as unknown as Dataset
  return {
    dataset,
    columns: modelColumns(features),
    rowCount,
    rejectedCount: 0,
    features: Float32Array.from({ length: rowCount * featureCount }, () => random() * 1e-3),
    store: storeInMemory,
    labels: { class: Float32Array.from({ length: rowCount }, (_, row) => row % classCount) },
    isTest: Uint8Array.from({ length: rowCount }, () => Number(random() < 0.2)),
    split: undefined,
    testRows: new TestRows(penguins, new Uint8Array(rowCount)),
    fingerprint: '',
    lines: Int32Array.from({ length: rowCount }, (_, row) => row + 2),
    attributes: new Map(),
    rejected: undefined,
    file: undefined,
  }
}

test.each([
  [1000, 2, 1500],
  [1000, 100, 300],
  [30, 20, 8000],
  [300, 3, 6000],
])('of %d columns, %d classes and %d rows it takes a megabyte at most', (columns, classes, rows) => {
  const text = buildProfile(tableOf(columns, classes, rows), 'rows')
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1_000_000)
  const { sample, columns: counted } = profileSchema.parse(JSON.parse(text))
  expect(Object.keys(counted)).toHaveLength(columns + 1)
  // As many rows as there is room for.
  expect(sample!.lines.length).toBeGreaterThan(20)
  expect(Buffer.byteLength(text)).toBeGreaterThan(columns * 500)
  for (const values of Object.values(sample!.values)) expect(values).toHaveLength(sample!.lines.length)
})

test('counts by class are there for 30 columns and 20 classes, and not for 1,000 and 100', () => {
  const byClass = (columns: number, classes: number) =>
    profileSchema.parse(JSON.parse(buildProfile(tableOf(columns, classes, 500), 'counts'))).columns.feature_number_0!
      .by_class
  expect(Object.keys(byClass(30, 20).class!)).toHaveLength(20)
  expect(byClass(1000, 100)).toEqual({})
})

test('long texts of rejected rows are left out where they would not fit', () => {
  const fields = Object.fromEntries(
    Array.from({ length: 50 }, (_, i) => [`a column of many words ${i}`, '文'.repeat(200)]),
  )
  const first = Array.from({ length: 20 }, (_, i) => ({ line: i + 2, reason: 'x: not a number', fields }))
  const rejected = { reasons: { 'not a number': 20 }, first }
  const profileOf = (columns: number) => buildProfile({ ...tableOf(columns, 40, 500), rejected }, 'rows')
  expect(JSON.parse(profileOf(10)).rejected).toEqual(rejected)
  const text = profileOf(130)
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1_000_000)
  expect(JSON.parse(text).rejected.first.at(-1)).toEqual({ line: 21, reason: 'x: not a number' })
  expect(JSON.parse(text).sample.lines.length).toBeGreaterThan(20)
})
