import { mkdirSync, readdirSync, readFileSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../test/freshDatabase.js'
import { publish } from './publish.js'

test('a publication that fails leaves the one before, and nothing half-written', async () => {
  const modelsDir = temporaryFolder()
  await publish(modelsDir, 'v1', { 'a.json': '1' })
  await expect(publish(modelsDir, 'v1', { 'a.json': '2' })).rejects.toThrow(/No model was published/)
  await expect(publish(modelsDir, 'v2', { 'no/such/folder.json': '2' })).rejects.toThrow(/No model was published/)
  expect(readdirSync(modelsDir)).toEqual(['v1'])
  expect(readFileSync(join(modelsDir, 'v1', 'a.json'), 'utf8')).toBe('1')
})

test('a bundle that does not prove itself is taken back', async () => {
  const modelsDir = temporaryFolder()
  await publish(modelsDir, 'v1', { 'a.json': '1' })
  const refuse = () => Promise.reject(new Error('not sound'))
  await expect(publish(modelsDir, 'v2', { 'a.json': '2' }, refuse)).rejects.toThrow('not sound')
  expect(readdirSync(modelsDir)).toEqual(['v1'])
})

test('publications at once do not trip over each other', async () => {
  const modelsDir = temporaryFolder()
  const versions = Array.from({ length: 30 }, (_, i) => `v${i}`)
  await Promise.all(versions.map((version) => publish(modelsDir, version, { 'a.json': '1' })))
  expect(readdirSync(modelsDir)).toHaveLength(30)
})

test('what a killed process left is swept away once it is old', async () => {
  const modelsDir = temporaryFolder()
  for (const name of ['old', 'young']) mkdirSync(join(modelsDir, `.publishing-${name}`))
  utimesSync(join(modelsDir, '.publishing-old'), 0, 0)
  await publish(modelsDir, 'v1', { 'a.json': '1' })
  expect(readdirSync(modelsDir).sort()).toEqual(['.publishing-young', 'v1'])
})
