import { expect, test } from 'vitest'
import { titleOf } from './title.js'

test.each([
  ['culmen_length_mm', 'Culmen length', 'mm'],
  ['Länge (cm)', 'Länge', 'cm'],
  ['weight [kg]', 'Weight', 'kg'],
  ['Fläche in m²', 'Fläche', 'm²'],
  ['glucose (mmol/l)', 'Glucose', 'mmol/l'],
  ['humidity_percent', 'Humidity', '%'],
  ['mass_g', 'Mass', 'g'],
  ['team_a', 'Team a', undefined],
  ['Art [Typ]', 'Art [Typ]', undefined],
  ['mm', 'Mm', undefined],
])('%s is titled %s, in %s', (name, title, unit) => {
  expect(titleOf(name)).toEqual({ title, unit })
})
