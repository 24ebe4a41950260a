import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseNumber } from './parseNumber.js'

test.each([
  [
    '.',
    undefined,
    {
      '39.1': 39.1,
      '39.': 39,
      '.5': 0.5,
      '-1e3': -1000,
      '+7': 7,
      '1,5': Number.NaN,
      '0x10': Number.NaN,
      '': Number.NaN,
    },
  ],
  [',', '.', { '1.234,5': 1234.5, '1234,5': 1234.5, '1.5': Number.NaN, '1.2345': Number.NaN, '-1.000.000': -1e6 }],
])('with the decimal sign %j and %j between thousands', (decimalChar, groupChar, written) => {
  const parsed = Object.keys(written).map((text) => parseNumber({ decimalChar, groupChar }, text))
  expect(parsed).toEqual(Object.values(written))
})

test('a long text is soon found to be no number', () => {
  expect(parseNumber({ decimalChar: '.' }, `${'1'.repeat(1_000_000)}x`)).toBeNaN()
})

test('digits with a decimal sign or without are read as Number reads them', () => {
  const digits = fc.stringMatching(/^[0-9]{0,18}$/)
  fc.assert(
    fc.property(digits, fc.option(digits), fc.constantFrom('.', ',', '·'), (whole, decimals, decimalChar) => {
      const [text, plain] = [decimalChar, '.'].map((sign) => (decimals === null ? whole : whole + sign + decimals)) as [
        string,
        string,
      ]
      const expected = /\d/.test(plain) ? Number(plain) : Number.NaN
      expect(parseNumber({ decimalChar }, text)).toBe(expected)
    }),
    { numRuns: 2000 },
  )
})
