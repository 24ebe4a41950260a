import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonExcess } from './jsonExcess.js'

const most = { values: 5, objects: 5 }

test.each([
  ['[[[[[[[[[]]]]]]]]]', 'depth'],
  ['{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":1}}}}}}}}}', 'depth'],
  ['[1,2,3,4,5,6,7]', 'values'],
  ['[[],[],[],[],[]]', 'values'],
  ['["\\",",1,2,3,4,5,6]', 'values'],
  ['["\\\\",1,2,3,4,5,6]', 'values'],
  ['[1,2,3]', undefined],
  ['["[[[[[[[[[[", "{,,,,,,,"]', undefined],
  ['["a\\"[[[[[[[[[[", "\\\\\\",,,,,,,,"]', undefined],
  ['["never closed', undefined],
] as const)('%s has too much: %s', (text, excess) => {
  expect(jsonExcess(text, { values: 5, objects: excess === 'depth' ? 50 : 5 })).toBe(excess)
})

test('nothing within a string counts', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('"', '\\', '[', '{', ',', 'a') }), (text) => {
      expect(jsonExcess(JSON.stringify([text, text]), most)).toBeUndefined()
      expect(jsonExcess(JSON.stringify([text, 1, 2, 3, 4, 5, 6, 7]), most)).toBe('values')
    }),
  )
})
