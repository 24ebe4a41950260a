import { expect, test } from 'vitest'
import { explain } from './explain.js'
import type { Manifest, NumberTarget } from './manifest.js'
import { parseBooster } from './parseBooster.js'
import { predict, warningsFor } from './predict.js'
import { isProved } from './prove.js'

/** XGBoost's JSON of one tree on `mass`, `island=Biscoe` and `island=Dream`: below 3 its value is 10 less, else by the island. */
const booster = parseBooster(
  JSON.stringify({
    learner: {
      feature_names: ['mass', 'island=Biscoe', 'island=Dream'],
      gradient_booster: {
        name: 'gbtree',
        model: {
          tree_info: [0],
          trees: [
            {
              default_left: [0, 0, 1, 0, 0],
              left_children: [1, -1, 3, -1, -1],
              right_children: [2, -1, 4, -1, -1],
              split_conditions: [3, -10, 0.5, 2.5, 7.25],
              split_indices: [0, 0, 2, 0, 0],
              sum_hessian: [10, 4, 6, 3, 3],
              tree_param: { num_nodes: '5' },
            },
          ],
        },
      },
      learner_model_param: { base_score: '4.2E3', num_class: '0', num_feature: '3' },
      objective: { name: 'reg:squarederror' },
    },
  }),
  'the test',
)

const target: NumberTarget = {
  file: 'price.json',
  sha256: '0'.repeat(64),
  objective: 'reg:squarederror',
  rows: { train: 10, test: 2 },
  range: { min: 4100, max: 4300, mean: 4200 },
  metrics: {
    cross_validation: {
      folds: 5,
      rmse: { mean: 1, sd: 0 },
      mae: { mean: 1, sd: 0 },
      r2: { mean: 1, sd: 0 },
    },
    test: { rows: 2, rmse: 1, mae: 1, r2: 1 },
    gain_importance: {},
  },
}
const manifest: Manifest = {
  format: 3,
  version: 'v',
  created_at: '2026-01-01T00:00:00Z',
  dataset: { name: 'houses', fingerprint: '', rows: { clean: 12, train: 10, test: 2, rejected: 0 } },
  features: [
    { name: 'mass', kind: 'number', unit: 'kg', min: 1, max: 9 },
    { name: 'island', kind: 'category', categories: ['Biscoe', 'Dream'] },
  ],
  targets: { price: target },
  training: { trainer: 'by hand', parameters: {}, seed: 1, duration_ms: 1 },
  golden: [
    { features: [2, 1, 0], expected: { price: [4190] } },
    { features: [5, null, null], expected: { price: [4202.5] } },
  ],
}
const model = { manifest, boosters: { price: booster } }

test.each([
  ['below the threshold', { mass: 2, island: 'Dream' }, 4190],
  ['one island', { mass: 5, island: 'Dream' }, 4207.25],
  ['the other one', { mass: 5, island: 'Biscoe' }, 4202.5],
  ['no island, which goes where the tree says', { mass: 5, island: null }, 4202.5],
  ['no mass, which goes right here', { island: 'Dream' }, 4207.25],
])('a number is predicted as the sum of its leaves and the base score: %s', (_, row, value) => {
  const [prediction] = predict(model, [row])
  expect(prediction!.predictions.price).toEqual({ value, training_range: { min: 4100, max: 4300 } })
})

test('an explanation has one contribution a field, and adds up to the value', () => {
  for (const row of [{ mass: 2, island: 'Dream' }, { mass: 5, island: 'Dream' }, { mass: 5 }, {}]) {
    const explained = explain(model, row).explanations.price
    if (!explained || !('value' in explained)) throw new Error('no number')
    const { value, base_value, contributions } = explained
    expect(Object.keys(contributions)).toEqual(['mass', 'island'])
    expect(base_value + contributions.mass! + contributions.island!).toBeCloseTo(value, 2)
  }
})

test('what training did not see is said: a number out of its range, a category that the model does not know', () => {
  expect(predict(model, [{ mass: 10, island: 'Elsewhere' }])[0]!.warnings).toEqual([
    'mass 10 kg is outside what training saw, 1 to 9 kg',
    'island "Elsewhere" is no category that the model knows; it counts as missing',
  ])
  expect(predict(model, [{ mass: null, island: null }])[0]!.warnings).toEqual([])
})

test('a model proves itself by its golden rows, missing values too', () => {
  expect(isProved(model)).toBe(true)
  for (const value of [4202.6, 4202.4, Number.NaN]) {
    const golden = [{ features: [5, null, null], expected: { price: [value] } }]
    expect(isProved({ ...model, manifest: { ...manifest, golden } })).toBe(false)
  }
})

test('of a wide row whose every value is new, twenty are named and the others counted', () => {
  const features = Array.from({ length: 50 }, (_, i) => ({ name: `f${i}`, kind: 'number', min: 0, max: 1 }) as const)
  const row = Object.fromEntries(features.map(({ name }) => [name, 2]))
  const warnings = warningsFor({ ...model, manifest: { ...manifest, features } }, row)
  expect(warnings).toHaveLength(21)
  expect(warnings.slice(19)).toEqual([
    'f19 2 is outside what training saw, 0 to 1',
    '30 more values are unlike any that training saw',
  ])
})
