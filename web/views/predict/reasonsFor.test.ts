import { expect, test } from 'vitest'
import { foremost, type Reasons, reasonsFor, rounded } from './reasonsFor.js'

const add = ({ from, parts }: Reasons) => parts.reduce((sum, { by }) => sum + by, from)
const x = { base_value: 0.5, contributions: { a: 2, b: -0.25 }, margin: 2.25 }
const y = { base_value: 0.25, contributions: { a: -1, b: 0.5 }, margin: -0.25 }

test('the difference of two classes adds up to the difference of their margins', () => {
  const reasons = reasonsFor(x, y, false)
  expect(reasons).toEqual({
    from: 0.25,
    parts: [
      { name: 'a', by: 3 },
      { name: 'b', by: -0.75 },
    ],
    to: 2.5,
  })
  expect(add(reasons)).toBe(reasons.to)
})

test('two classes have one margin', () => {
  const opposite = { base_value: -0.5, contributions: { a: -2, b: 0.25 }, margin: -2.25 }
  expect(reasonsFor(x, opposite, true)).toEqual({
    from: 0.5,
    parts: [
      { name: 'a', by: 2 },
      { name: 'b', by: -0.25 },
    ],
    to: 2.25,
  })
})

test('rounded numbers add up to the rounded end', () => {
  const parts = [0.333, 0.333, 0.333, -0.444].map((by, i) => ({ name: `f${i}`, by }))
  const reasons = rounded({ from: 0.004, parts, to: 0.559 }, 2)
  expect(reasons.to).toBe(0.56)
  expect(Number(add(reasons).toFixed(2))).toBe(0.56)
  for (const [i, { by }] of reasons.parts.entries()) expect(Math.abs(by - parts[i]!.by)).toBeLessThanOrEqual(0.01)
})

test('of many parts those that move it most are named, and the others are one', () => {
  const parts = [1, -5, 0.5, 3].map((by, i) => ({ name: `f${i}`, by }))
  expect(foremost({ from: 0, parts, to: -0.5 }, 3).parts).toEqual([
    { name: 'f1', by: -5 },
    { name: 'f3', by: 3 },
    { name: '', by: 1.5 },
  ])
})
