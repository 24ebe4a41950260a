import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseBooster } from './parseBooster.js'
import { predictOutputs } from './scores.js'
import { explainMargins } from './shap/explainMargins.js'

// What fixtures/make.py wrote with Python's xgboost 3.2.
const file = (name: string) => readFileSync(new URL(`fixtures/xgboost/${name}.json`, import.meta.url), 'utf8')
const expected = JSON.parse(file('expected')) as {
  rows: (number | null)[][]
  served: Record<string, { probabilities: number[][]; contributions: number[][] }>
}
const rows = Float32Array.from(expected.rows.flat(), (value) => value ?? Number.NaN)

const furthest = (ours: Float32Array, theirs: readonly number[]) => {
  expect(ours).toHaveLength(theirs.length)
  return Math.max(...theirs.map((value, i) => Math.abs(value - ours[i]!)))
}

test.each(Object.entries(expected.served))('%s: Python’s probabilities and contributions', (name, theirs) => {
  const booster = parseBooster(file(name), name)
  const { groupCount, featureCount } = booster
  // For two classes Python gives the second's probability alone.
  const isLogistic = booster.objective === 'binary:logistic'
  const probabilities = theirs.probabilities.flatMap((row) => (isLogistic ? [1 - row[0]!, row[0]!] : row))
  expect(furthest(predictOutputs(booster, rows), probabilities)).toBeLessThan(1e-6)

  // Of each group Python gives the base value last.
  const groups = theirs.contributions.flatMap((row) =>
    Array.from({ length: groupCount }, (_, group) => row.slice(group * (featureCount + 1)).slice(0, featureCount + 1)),
  )
  const { baseValues, contributions } = explainMargins(booster, rows)
  expect(
    furthest(
      contributions,
      groups.flatMap((group) => group.slice(0, featureCount)),
    ),
  ).toBeLessThan(1e-5)
  const bases = groups.slice(0, groupCount).map((group) => group[featureCount]!)
  expect(furthest(baseValues, bases)).toBeLessThan(1e-5)
})

test('rows lack values, and each feature is lacking somewhere', () => {
  for (const feature of [0, 1, 2, 3]) expect(expected.rows.some((row) => row[feature] === null)).toBe(true)
})

test.each([
  ['binary', /it is not JSON/],
  ['categorical', /tree \d+: it splits on categories; train on numbers alone/],
  ['dart', /gradient_booster.name: must be gbtree; train with booster=gbtree/],
  ['gblinear', /gradient_booster.name: must be gbtree; train with booster=gbtree/],
  ['logitraw', /objective.name: must be multi:softprob, binary:logistic or reg:squarederror; train with one of these/],
  ['multi-label', /num_target: must be 1; train a model for each target/],
  ['multi-output-tree', /its leaves hold vectors; train with multi_strategy=one_output_per_tree/],
  ['softmax', /objective.name: must be multi:softprob, binary:logistic or reg:squarederror/],
])('%s is refused in a sentence that says what to do', (name, message) => {
  const read = () => parseBooster(file(name), `${name}.json`)
  expect(read).toThrow(message)
  expect(read).toThrow(new RegExp(`^${name}\\.json is no model to serve: [^\\p{C}]*\\.$`, 'u'))
})
