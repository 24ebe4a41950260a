import { expect, test } from 'vitest'
import { encodeRows, modelColumns } from './encode.js'

const features = [
  { name: 'mass', kind: 'number' },
  { name: 'island', kind: 'category', categories: ['Biscoe', 'Dream'] },
  { name: 'tagged', kind: 'boolean' },
] as const

test('a category has a column for each of its categories, and any other feature one', () => {
  expect(modelColumns(features)).toEqual(['mass', 'island=Biscoe', 'island=Dream', 'tagged'])
})

test('what XGBoost allows in no name is written in full width, so that names stay apart', () => {
  const odd = [{ name: 'age [years]', kind: 'category', categories: ['<30', '30<'] }] as const
  expect(modelColumns(odd)).toEqual(['age ［years］=＜30', 'age ［years］=30＜'])
})

test('of a category its own column is 1, and a boolean is 0 or 1', () => {
  const rows = [
    { mass: 3.5, island: 'Dream', tagged: true },
    { mass: -1, island: 'Biscoe', tagged: false },
  ]
  expect([...encodeRows(features, rows)]).toEqual([3.5, 0, 1, 1, -1, 1, 0, 0])
})

test.each([
  ['null', { mass: null, island: null, tagged: null }],
  ['not there', {}],
])('what is %s is missing, in all of its columns', (_, row) => {
  expect([...encodeRows(features, [row])]).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN])
})

test('a category that the feature does not have is missing, and no member of an object is one', () => {
  for (const island of ['Torgersen', 'biscoe', 'constructor', '']) {
    expect([...encodeRows(features, [{ mass: 1, island, tagged: true }])]).toEqual([1, Number.NaN, Number.NaN, 1])
  }
})
