import { expect, test } from 'vitest'
import type { Problem } from '../problem.js'
import { stratifiedFolds } from './folds.js'

/** Rows of the given classes and contents. */
function problem(labels: number[], contents: number[]): Problem {
  const features = Float32Array.from(contents.flatMap((content) => [content, 7]))
  return { features, featureCount: 2, labels: Float32Array.from(labels), kind: 'classes', classCount: 3 }
}

/** A frequent class, a less frequent one and a rare one. */
const classes = (count: number) => Array.from({ length: count }, (_, i) => (i % 10 === 0 ? 2 : i % 2))
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i)

test('folds hold each class alike, differ by a row at most, and follow the seed', () => {
  const rows = problem(classes(103), upTo(103))
  const folds = stratifiedFolds(rows, 5, 1)
  for (const [label, total] of [
    [0, 41],
    [1, 51],
    [2, 11],
  ] as const) {
    for (let fold = 0; fold < 5; fold++) {
      const count = rows.labels.filter((it, row) => it === label && folds[row] === fold).length
      expect(Math.abs(count - total / 5)).toBeLessThan(1)
    }
  }
  const sizes = [0, 1, 2, 3, 4].map((fold) => folds.filter((it) => it === fold).length)
  expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
  expect(stratifiedFolds(rows, 5, 1)).toEqual(folds)
  expect(stratifiedFolds(rows, 5, 2)).not.toEqual(folds)
})

test('rows that all differ are dealt in turn, as they always were: figures of other releases can be compared', () => {
  expect(stratifiedFolds(problem(classes(23), upTo(23)), 5, 1).join('')).toBe('00233411142442302103120')
})

test('equal rows go into one fold, and each class is still spread evenly', () => {
  // Every row as often as its number says, one after the other.
  const sizes = Array.from({ length: 60 }, (_, i) => 1 + (i % 4))
  const contents = sizes.flatMap((size, content) => Array.from({ length: size }, () => content))
  const labels = contents.map((content) => classes(60)[content]!)
  const folds = stratifiedFolds(problem(labels, contents), 5, 1)
  for (const content of upTo(60)) {
    expect(new Set(folds.filter((_, row) => contents[row] === content)).size).toBe(1)
  }
  for (const label of [0, 1, 2]) {
    const counts = upTo(5).map((fold) => folds.filter((it, row) => it === fold && labels[row] === label).length)
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(Math.max(...sizes))
  }
})

test('copies of a whole table fall as the table itself does', () => {
  const once = stratifiedFolds(problem(classes(50), upTo(50)), 5, 3)
  const copies = Array.from({ length: 8 }, () => upTo(50)).flat()
  const labels = copies.map((content) => classes(50)[content]!)
  expect([...stratifiedFolds(problem(labels, copies), 5, 3)]).toEqual(copies.map((content) => once[content]))
})

test('equal measurements of two classes go into one fold too', () => {
  const contents = [...upTo(20), ...upTo(20)]
  const labels = [...upTo(20).map(() => 0), ...upTo(20).map(() => 1)]
  const folds = stratifiedFolds(problem(labels, contents), 5, 1)
  for (const content of upTo(20)) expect(folds[content]).toBe(folds[content + 20])
})

test('rows of a number are dealt evenly, and equal ones together', () => {
  const contents = [...upTo(47), ...upTo(10)]
  const numbers: Problem = {
    ...problem(
      contents.map(() => 0.5),
      contents,
    ),
    kind: 'number',
    classCount: 0,
  }
  const folds = stratifiedFolds(numbers, 5, 1)
  for (const content of upTo(10)) expect(folds[content]).toBe(folds[47 + content])
  const sizes = upTo(5).map((fold) => folds.filter((it) => it === fold).length)
  expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(2)
})
