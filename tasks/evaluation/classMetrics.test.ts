import { expect, test } from 'vitest'
import { evaluateClasses } from './classMetrics.js'

test('figures are those of scikit-learn', () => {
  const probabilities = Float32Array.from([0.7, 0.2, 0.1, 0.1, 0.8, 0.1, 0.2, 0.5, 0.3, 0.3, 0.3, 0.4, 0.6, 0.3, 0.1])
  const result = evaluateClasses(probabilities, Float32Array.from([0, 1, 2, 2, 1]), ['a', 'b', 'c'])
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
  expect(evaluateClasses(Float32Array.of(1, 0), Float32Array.of(1), ['a', 'b']).log_loss).toBeCloseTo(16.118, 3)
})

test('a class that no row has and none is predicted to have counts for nothing, and none of its figures is NaN', () => {
  const probabilities = Float32Array.from([0.7, 0.2, 0.1, 0.1, 0.8, 0.1, 0.4, 0.5, 0.1])
  const result = evaluateClasses(probabilities, Float32Array.of(0, 1, 0), ['a', 'b', 'c'])
  // f1_score(average="macro") of the labels that are there.
  expect(result.macro_f1).toBe(0.666667)
  expect(result.classes.c).toEqual({ precision: 0, recall: 0, rows: 0 })
  expect(JSON.stringify(result)).not.toContain('null')
})
