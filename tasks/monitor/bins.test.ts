import { expect, test } from 'vitest'
import { binsOf } from './bins.js'

const hundred = Array.from({ length: 100 }, (_, i) => i + 1)

test('numbers fall into the deciles of the rows that are kept; values beyond them, into the first and the last', () => {
  const bins = binsOf({ edges: [0, 50, 101], counts: [49, 51], by_class: {}, missing: 1 }, [...hundred, null])
  expect(bins.trained).toEqual([...Array(10).fill(10), 1])
  expect([-5, 1, 10, 11, 100, 1e9].map(bins.of)).toEqual([0, 0, 0, 1, 9, 9])
  expect(bins.of(null)).toBe(10)
})

test('where counts alone are kept their bins are put together to about a tenth each', () => {
  const edges = Array.from({ length: 31 }, (_, i) => i)
  const bins = binsOf({ edges, counts: Array(30).fill(4), by_class: {}, missing: 7 }, undefined)
  expect(bins.trained).toEqual([...Array(10).fill(12), 7])
  expect([-1, 2.99, 3, 29.5, 99].map(bins.of)).toEqual([0, 0, 1, 9, 9])
})

test('many equal values make fewer bins, and a column without any value makes one', () => {
  const many = binsOf({ edges: [0, 1], counts: [100], by_class: {}, missing: 0 }, [
    ...Array(90).fill(5),
    ...hundred.slice(0, 10),
  ])
  expect(many.trained.reduce((a, b) => a + b)).toBe(100)
  expect(many.trained.length).toBeLessThan(5)
  const none = binsOf({ counts: [], by_class: {}, missing: 12 }, undefined)
  expect(none.trained).toEqual([0, 12])
  expect([none.of(3), none.of(null)]).toEqual([0, 1])
})

test('a cut is compared as float32, as models compare', () => {
  const { of } = binsOf({ edges: [13, 13.1, 13.2], counts: [50, 50], by_class: {}, missing: 0 }, undefined)
  expect([13.1, 13.0999999].map(of)).toEqual([1, 0])
})

test('categories are bins of their own, an unknown one counts as missing, and a boolean is logged as a number', () => {
  const city = binsOf({ categories: ['Köln', '1'], counts: [3, 4], by_class: {}, missing: 2 }, undefined)
  expect(city.trained).toEqual([3, 4, 2])
  expect(['Köln', '1', 'Bonn', null].map(city.of)).toEqual([0, 1, 2, 2])
  const fresh = binsOf({ categories: ['false', 'true'], counts: [3, 4], by_class: {}, missing: 2 }, undefined)
  expect([0, 1, null].map(fresh.of)).toEqual([0, 1, 2])
})
