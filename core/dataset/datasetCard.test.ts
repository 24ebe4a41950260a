import { expect, test } from 'vitest'
import { penguins } from '../../test/datasets.js'
import { datasetCard } from './datasetCard.js'

test('names what people see of each feature and target', () => {
  const { features, targets, ...card } = datasetCard(penguins)
  expect(card).toEqual({ name: 'penguins', title: 'Penguins', description: penguins.description })
  expect(features.map(({ name, unit, step }) => [name, unit, step])).toEqual([
    ['culmen_length_mm', 'mm', 0.1],
    ['culmen_depth_mm', 'mm', 0.1],
    ['flipper_length_mm', 'mm', 1],
    ['body_mass_g', 'g', 25],
  ])
  expect(targets[1]).toEqual({
    name: 'sex',
    title: 'Sex',
    description: 'Sex of the penguin',
    kind: 'category',
    required: false,
    categories: [
      { value: 'FEMALE', label: 'female' },
      { value: 'MALE', label: 'male' },
    ],
    written: { missing: ['NA', ''] },
  })
})

test('says how the file writes the values', () => {
  const { features } = datasetCard(penguins)
  expect(features[0]).toMatchObject({ integer: false, written: { missing: ['NA', ''], decimalChar: '.' } })
})
