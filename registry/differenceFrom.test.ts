import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseDefinition } from '../core/dataset/parseDefinition.js'
import { parseManifest } from '../core/model/manifest.js'
import { penguins } from '../test/datasets.js'
import { differenceFrom } from './differenceFrom.js'

const version = '20261125T124143-f400ff'
const file = new URL(`fixtures/format2/${version}/manifest.json`, import.meta.url)
const manifest = parseManifest(readFileSync(file, 'utf8'), 'the card')

interface Field {
  name: string
  title?: string
  role?: string
  unit?: string | undefined
  categories?: string[]
  constraints?: { maximum?: number }
}

/** The reference data set with other fields. */
function changed(change: (fields: Field[]) => Field[]) {
  const definition = JSON.parse(readFileSync('data/datapackage.json', 'utf8'))
  const { schema } = definition.resources[0]
  schema.fields = change(schema.fields)
  return parseDefinition(JSON.stringify(definition), 'data/changed.json')
}
const withField = (name: string, more: Partial<Field>) =>
  changed((fields) => fields.map((field) => (field.name === name ? { ...field, ...more } : field)))

test('the definition that a model was trained under is no other one', () => {
  expect(differenceFrom(penguins, manifest)).toBeUndefined()
})

test('titles and ranges make no difference', () => {
  expect(differenceFrom(withField('culmen_length_mm', { title: 'Bill' }), manifest)).toBeUndefined()
  expect(differenceFrom(withField('body_mass_g', { constraints: { maximum: 7000 } }), manifest)).toBeUndefined()
})

test.each([
  ['a unit', withField('body_mass_g', { unit: 'kg' }), "its body_mass_g's unit is g, and the data set's is kg"],
  [
    'a unit that is not there any more',
    withField('body_mass_g', { unit: undefined }),
    "its body_mass_g is in g, and the data set's has no unit",
  ],
  [
    'a class',
    withField('sex', { categories: ['F', 'M'] }),
    "its sex classes are FEMALE, MALE, and the data set's are F, M",
  ],
  [
    'the order of the features',
    changed((fields) => fields.toReversed()),
    /its features are culmen_length_mm, .* and the data set's are body_mass_g, /,
  ],
  ['a target', withField('sex', { role: 'attribute' }), "its targets are species, sex, and the data set's are species"],
])('%s is a difference', (_, dataset, says) => {
  expect(differenceFrom(dataset, manifest)).toMatch(says)
})

const numbered = (count: number) =>
  changed((fields) => [
    ...fields,
    ...Array.from({ length: count }, (_, i) => ({ name: `x${i}`, type: 'number', role: 'feature' })),
  ])

test('of long lists what differs is said, and no more than somebody reads', () => {
  const features = numbered(100).features.map(({ name }) => ({
    name,
    kind: 'number' as const,
    ...(name.includes('_') && { unit: name.split('_').at(-1)! }),
  }))
  const wide = { ...manifest, features }
  expect(differenceFrom(numbered(100), wide)).toBeUndefined()
  expect(differenceFrom(numbered(98), wide)).toBe("its features have x98, x99, which the data set's do not")
  expect(differenceFrom(numbered(110), wide)).toBe('its features lack x100, x101, x102, x103, x104 and 5 more')
  expect(differenceFrom(numbered(100), { ...wide, features: features.toReversed() })).toBe(
    "its features are the data set's in another order",
  )
})
