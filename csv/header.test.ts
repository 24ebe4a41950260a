import { expect, test } from 'vitest'
import { penguins } from '../test/datasets.js'
import { featurePlaces, headerFault } from './header.js'

test('a header of half a million unknown names is refused as any other, however many columns there are', () => {
  const names = Array.from({ length: 500 }, (_, i) => `column_${i}`)
  const [feature] = penguins.features
  const wide = {
    ...penguins,
    columnNames: names,
    features: names.map((name) => ({ ...feature!, name, required: true })),
  }
  const header = new Array<string>(500_000).fill('x')
  expect(() => featurePlaces(wide, header, Error)).toThrow(
    /^the header lacks column_0, column_1, .* which every row needs$/,
  )
  expect(headerFault(wide, header)).toMatch(/^the header lacks column_0, column_1, .* and has the unknown "x", "x", /)
})
