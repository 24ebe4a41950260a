import { expect, test } from 'vitest'
import { fileNames } from './fileNames.js'

test('a file is called like its target, or by a number where that is no name for a file, and no two are called alike', () => {
  expect(fileNames(['species', 'sex'])).toEqual(['species.json', 'sex.json'])
  expect(fileNames(['Preis in €', 'target1', '../up', 'manifest', 'profile', 'price'])).toEqual([
    'target2.json',
    'target1.json',
    'target3.json',
    'target4.json',
    'target5.json',
    'price.json',
  ])
})
