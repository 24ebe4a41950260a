import { expect, test } from 'vitest'
import { evaluate, spread } from './metrics.js'

test('figures are those of scikit-learn', () => {
  const probabilities = Float32Array.from([0.7, 0.2, 0.1, 0.1, 0.8, 0.1, 0.2, 0.5, 0.3, 0.3, 0.3, 0.4, 0.6, 0.3, 0.1])
  const result = evaluate(probabilities, Int32Array.from([0, 1, 2, 2, 1]), ['a', 'b', 'c'])
  // accuracy_score, f1_score(average="macro"), log_loss, precision_score, recall_score of scikit-learn 1.7
  expect(result).toMatchObject({ rows: 5, accuracy: 0.6, macro_f1: 0.611111, log_loss: 0.780811 })
  expect(result.classes).toEqual({
    a: { precision: 0.5, recall: 1, rows: 1 },
    b: { precision: 0.5, recall: 0.5, rows: 2 },
    c: { precision: 1, recall: 0.5, rows: 2 },
  })
  expect(result.confusion).toEqual([
    [1, 0, 0],
    [1, 1, 0],
    [0, 1, 1],
  ])
})

test('a probability of 0 for the truth costs much, not everything', () => {
  expect(evaluate(Float32Array.of(1, 0), Int32Array.of(1), ['a', 'b']).log_loss).toBeCloseTo(16.118, 3)
})

test('spread is the mean and the sample standard deviation', () => {
  expect(spread([1, 2, 3, 4])).toEqual({ mean: 2.5, sd: 1.290994 })
})
