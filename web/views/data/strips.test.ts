import { expect, test } from 'vitest'
import { binNames } from './bins.js'
import { stripsOf } from './strips.js'

const classes = (count: number) => Array.from({ length: count }, (_, c) => ({ value: `c${c}`, label: `Class ${c}` }))
const column = (count: number) => ({
  edges: [0, 1, 2],
  counts: [count, 2 * count],
  by_class: { kind: Object.fromEntries(classes(count).map(({ value }, c) => [value, [c, 1]])) },
  missing: 0,
})
const titles = (count: number, chosen?: number) =>
  stripsOf(column(count), { name: 'kind', categories: classes(count) }, 2, chosen).map(({ title }) => title)

test('few classes have a strip each, in their own colours', () => {
  expect(titles(3)).toEqual(['Class 0', 'Class 1', 'Class 2'])
  const [, second] = stripsOf(column(3), { name: 'kind', categories: classes(3) }, 2, undefined)
  expect(second).toMatchObject({ counts: [1, 1], colour: 'var(--class-3)' })
})

test('of many classes the chosen one is shown, or all rows', () => {
  expect(titles(20)).toEqual(['All rows'])
  expect(titles(20, 7)).toEqual(['Class 7'])
  expect(titles(20, 99)).toEqual(['All rows'])
})

test('without counts by class all rows are shown', () => {
  expect(stripsOf({ ...column(3), by_class: {} }, { name: 'kind', categories: classes(3) }, 0, 1)).toEqual([
    { title: 'All rows', counts: [3, 6], colour: 'var(--accent)' },
  ])
  expect(stripsOf(column(3), { name: 'rent' }, 0, undefined)).toHaveLength(1)
})

test('a bin is named by its ends, by its only value, or by its category', () => {
  const many = Array.from({ length: 13 }, (_, i) => i * 5)
  expect(binNames({ ...column(1), edges: many }).slice(0, 2)).toEqual(['0 to 5', '5 to 10'])
  expect(binNames({ ...column(1), edges: [1, 2, 3] })).toEqual(['1', '2'])
  expect(binNames({ categories: ['a', 'b'], counts: [1, 2], by_class: {}, missing: 0 })).toEqual(['a', 'b'])
})
