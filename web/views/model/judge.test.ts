import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeBooster } from '../../../core/model/booster.js'
import type { ClassTarget, Manifest } from '../../../core/model/manifest.js'
import type { Model } from '../../../core/model/model.js'
import type { Profile } from '../../../core/model/profile.js'
import { trainModel } from '../../../test/trainedModel.js'
import { confusionOf, type Judged, judge, type KeptRow, keptRows } from './judge.js'

const folder = mkdtempSync(join(tmpdir(), 'penguins-judge-'))
afterAll(() => rmSync(folder, { recursive: true }))

let model: Model
let rows: KeptRow[]

// As the page does it: the bundle's files, as they are.
beforeAll(async () => {
  const { version } = await trainModel(folder)
  const read = (file: string) => JSON.parse(readFileSync(join(folder, version, file), 'utf8'))
  const manifest: Manifest = read('manifest.json')
  const targets = Object.entries(manifest.targets)
  model = {
    manifest,
    boosters: Object.fromEntries(targets.map(([name, { file }]) => [name, makeBooster(read(file), file)])),
  }
  const profile: Profile = read('profile.json')
  rows = keptRows(
    profile.sample!,
    manifest.features.map(({ name }) => name),
    targets.map(([name]) => name),
  )
})

test.each(['species', 'sex'])("judging the kept test rows again gives the card's own table of %s", (name) => {
  const target = model.manifest.targets[name] as ClassTarget
  const judged: Judged<string>[] = judge(
    model,
    rows.filter(({ split }) => split === 'test'),
    name,
  )
  expect(judged).toHaveLength(target.metrics.test.rows)
  expect(confusionOf(target.classes, judged)).toEqual(target.metrics.test.confusion)
})

test('a row has its line in the file, its values and what it was', () => {
  expect(rows[0]).toEqual({
    line: 2,
    split: expect.stringMatching(/^(train|test)$/),
    values: { culmen_length_mm: 39.1, culmen_depth_mm: 18.7, flipper_length_mm: 181, body_mass_g: 3750 },
    truths: { species: 'Adelie', sex: 'MALE' },
  })
})

test('a boolean target has its classes as texts, and what is missing is null', () => {
  const sample = {
    lines: [2, 3],
    split: ['train' as const, 'test' as const],
    values: { x: [1, null], y: [true, null] },
  }
  expect(keptRows(sample, ['x', 'z'], ['y'])).toEqual([
    { line: 2, split: 'train', values: { x: 1, z: null }, truths: { y: 'true' } },
    { line: 3, split: 'test', values: { x: null, z: null }, truths: { y: null } },
  ])
})
