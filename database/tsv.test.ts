import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromTsv, toTsv } from './tsv.js'

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom('a', 'ø', '🐧', '\\', '\t', '\n', '\r', 'N', 't', 'n', ' ', '"', ',') }),
)

test('raw rows come back from their lines as they were, whatever stands in them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), fc.array(fc.array(text)), (width, texts) => {
      const rows = texts.map((fields, i): [number, ...string[]] => [
        i + 2,
        ...Array.from({ length: width }, (_, k) => fields[k] ?? ''),
      ])
      const lines = toTsv(rows)
      expect(lines.rows).toBe(rows.length)
      expect(fromTsv(lines)).toEqual(rows)
    }),
  )
})

test('a null has a sign of its own', () => {
  expect(toTsv([[1, null, 'N', '\\N', 0.5]]).bytes.toString()).toBe('1\t\\N\tN\t\\\\N\t0.5\n')
})
