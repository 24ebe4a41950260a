import { expect, test } from 'vitest'
import { inWords } from './definition.js'

const columns = [
  { name: 'mass', title: 'Mass' },
  { name: 'mass g', title: 'Body mass' },
  { name: 'plain' },
  { name: 'x', title: 'Extra' },
]

test('a reason names columns by their titles', () => {
  expect(inWords('mass g is missing; mass is no number: "x y"', columns)).toBe(
    'Body mass is missing; Mass is no number: "x y"',
  )
})

test('a column without a title keeps its name, and other texts stay', () => {
  expect(inWords('plain is missing; line is longer; xyz', columns)).toBe('plain is missing; line is longer; xyz')
})
