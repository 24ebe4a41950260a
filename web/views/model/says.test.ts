import { describe, expect, test } from 'vitest'
import type { FieldCard } from '../../../core/dataset/datasetCard.js'
import type { ClassTarget, NumberTarget } from '../../../core/model/manifest.js'
import { commonestClass, hitsOf, sayClasses, sayNumber } from './says.js'

const card = (...labels: string[]): FieldCard => ({
  name: 'kind',
  title: 'Kind',
  description: '',
  kind: 'category',
  required: true,
  categories: labels.map((label, i) => ({ value: `c${i}`, label })),
  written: { missing: [''] },
})

/** As much of a target as the sentence is made of. */
const target = (confusion: number[][]) =>
  ({
    classes: confusion.map((_, i) => `c${i}`),
    metrics: { test: { rows: confusion.flat().reduce((a, b) => a + b, 0), confusion } },
  }) as unknown as ClassTarget

const [A, B, C] = ['Adelie', 'Chinstrap', 'Gentoo']

describe('a target with classes', () => {
  test('says how many are right and names each kind of mistake while they are few', () => {
    const it = target([
      [30, 1, 0],
      [2, 11, 1],
      [0, 0, 24],
    ])
    expect(hitsOf(it)).toBe(65)
    expect(commonestClass(it)).toEqual({ label: 'c0', rows: 31 })
    expect(sayClasses(card(A!, B!, C!), it)).toBe(
      'Of 69 test rows it gets 65 right; it takes 2 of 14 Chinstrap for Adelie, 1 of 31 Adelie for Chinstrap and 1 of 14 Chinstrap for Gentoo. Always saying Adelie would get 31 right.',
    )
  })

  test('names the two commonest mistakes of many', () => {
    const it = target([
      [5, 4, 1],
      [3, 5, 0],
      [2, 0, 5],
    ])
    expect(sayClasses(card(A!, B!, C!), it)).toContain(
      'it gets 15 right; most often it takes 4 of 10 Adelie for Chinstrap, then 3 of 8 Chinstrap for Adelie.',
    )
  })

  test('without a mistake says that all are right', () => {
    const it = target([
      [3, 0],
      [0, 2],
    ])
    expect(sayClasses(card('a', 'b'), it)).toBe('Of 5 test rows it gets all right. Always saying a would get 3 right.')
  })

  test('puts what is no name in quotation marks', () => {
    const it = target([
      [3, 1],
      [0, 2],
    ])
    expect(sayClasses(card('no', '>50K'), it)).toContain('it takes 1 of 4 “no” for “>50K”')
  })
})

describe('a number', () => {
  const number = (rmse_interval?: { low: number; high: number }) =>
    ({
      metrics: {
        test: { rows: 37, rmse: 59.54, mae: 42.71, r2: 0.9, ...(rmse_interval && { rmse_interval }) },
        cross_validation: { rmse: { mean: 60, sd: 0.4 } },
      },
    }) as unknown as NumberTarget
  const rent = { ...card(), unit: '€' }

  test('is off by so much, with as many digits as its interval bears, beside guessing', () => {
    expect(sayNumber(rent, number({ low: 43, high: 76 }), 172_225)).toBe(
      'On 37 test rows it is off by 43\u00a0€ on average. Its root mean squared error (RMSE) is 60\u00a0€; always saying the mean would give 415\u00a0€.',
    )
  })

  test('takes its digits from the folds where there is no interval, and does without guessing', () => {
    expect(sayNumber(rent, number(), undefined)).toBe(
      'On 37 test rows it is off by 42.71\u00a0€ on average. Its root mean squared error (RMSE) is 59.54\u00a0€.',
    )
  })
})
