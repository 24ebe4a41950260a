import { expect, test } from 'vitest'
import { axesOf, byWeight } from './axes.js'
import type { Field } from './fields.js'

const [length, depth, mass] = ['length', 'depth', 'mass'].map((name) => ({ name }) as Field) as [Field, Field, Field]

test('the first axes are those of the features that move the outputs most, all outputs together', () => {
  const shap = { Adelie: { length: 1, depth: 2, mass: 0 }, Gentoo: { length: 0, depth: 0.1, mass: 4 } }
  expect(byWeight([length, depth, mass], shap)).toEqual([mass, depth, length])
  expect(byWeight([length, depth, mass], undefined)).toEqual([length, depth, mass])
})

test('the address names an axis, and the other is the best that is left', () => {
  const ranked = [length, depth, mass]
  expect(axesOf(ranked, {})).toEqual({ x: length, y: depth })
  expect(axesOf(ranked, { y: 'length' })).toEqual({ x: depth, y: length })
  expect(axesOf(ranked, { x: 'mass', y: 'mass' })).toEqual({ x: mass, y: length })
  expect(axesOf(ranked, { x: 'colour' })).toEqual({ x: length, y: depth })
})

test('one number makes a line, and none no plot', () => {
  expect(axesOf([length], { y: 'length' })).toEqual({ x: length, y: undefined })
  expect(axesOf([], { x: 'length' })).toBeUndefined()
})
