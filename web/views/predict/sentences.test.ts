import { expect, test } from 'vitest'
import type { Field } from '../../state/fields.js'
import { flipSentence, warningSentence } from './sentences.js'

const field = (name: string, title: string, more: Partial<Field>): Field => ({
  ...{ name, title, description: '', kind: 'number', required: true, step: 0.1, low: 0, high: 100 },
  seen: { min: 32.1, max: 59.6 },
  written: { missing: [''] },
  ...more,
})
const fields = [
  field('length', 'Culmen length', { unit: 'mm' }),
  field('bmi', 'BMI', {}),
  field('site', 'Island', { kind: 'category', seen: undefined, categories: [{ value: 'd', label: 'Dream' }] }),
]
const target = field('species', 'Species', { categories: [{ value: 'c', label: 'Chinstrap' }] })
const some = { atMost: 2, keeps: false }

test('a change is said in steps of the data, with what it leads to', () => {
  const changes = [
    { name: 'length', from: 39.1, to: 42.2 },
    { name: 'bmi', from: 20.5, to: 18 },
  ]
  expect(flipSentence({ kind: 'found', changes, label: 'c', cost: 0.1 }, target, fields, some)).toBe(
    'With culmen length 42.2 mm (3.1 mm more) and BMI 18.0 (2.5 less), the model would say Chinstrap.',
  )
})

test('a category changes to another one, and a label that has none stands as it is', () => {
  const changes = [{ name: 'site', from: 'b', to: 'd' }]
  expect(flipSentence({ kind: 'found', changes, label: 'x', cost: 1 }, target, fields, some)).toBe(
    'With island Dream instead of b, the model would say x.',
  )
})

test('that there is no change is an answer, and that not all were tried is said', () => {
  expect(flipSentence({ kind: 'none' }, target, fields, { atMost: 2, keeps: true })).toBe(
    'No change of up to 2 features, other than those to keep, within what training saw would make the model say anything else.',
  )
  expect(flipSentence({ kind: 'unfinished', best: undefined }, target, fields, some)).toMatch(/not all were tried/)
})

test('values outside what training saw are named, with what it saw', () => {
  expect(warningSentence(fields, { length: 75, bmi: 40 })).toBe(
    'Here the model guesses: in training it saw only culmen length from 32.1 to 59.6 mm.',
  )
  expect(warningSentence(fields, { length: 59.6, bmi: null })).toBeUndefined()
})
