import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { rangeText } from './dataset.js'
import { readDataset } from './readDataset.js'

const folder = mkdtempSync(join(tmpdir(), 'definition-'))

test('the reference data set', async () => {
  const { name, file, columnNames, features, targets } = await readDataset('data/datapackage.json')
  expect([name, file]).toEqual(['penguins', 'data/penguins_size.csv'])
  expect(columnNames.join()).toBe(readFileSync(file, 'utf8').split('\n', 1)[0])
  expect(features.map((feature) => `${feature.name} ${feature.kind === 'number' && rangeText(feature)}`)).toEqual([
    'culmen_length_mm 20 to 80 mm',
    'culmen_depth_mm 8 to 30 mm',
    'flipper_length_mm 130 to 280 mm',
    'body_mass_g 1500 to 9000 g',
  ])
  expect(features.every(({ required }) => required)).toBe(true)
  expect(targets.map((target) => [target.name, target.required])).toEqual([
    ['species', true],
    ['sex', false],
  ])
})

test('a byte-order mark is fine, and the CSV file is looked for beside the definition', async () => {
  const path = join(folder, 'marked.json')
  writeFileSync(path, `\ufeff${readFileSync('data/datapackage.json', 'utf8')}`)
  expect((await readDataset(path)).file).toBe(join(folder, 'penguins_size.csv'))
})

test('what is no definition file gets a sentence', async () => {
  const [latin, pipe, large] = ['latin.json', 'pipe', 'large.json'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  writeFileSync(latin, Buffer.from('{"title": "Größe"}', 'latin1'))
  writeFileSync(large, Buffer.alloc((16 << 20) + 1, ' '))
  execFileSync('mkfifo', [pipe])
  const hint = '; DATASET names one, as in data/datapackage.json.'
  for (const [path, says] of [
    [join(folder, 'none.json'), ` is no definition file: it does not exist${hint}`],
    [folder, ` is no definition file: it is a folder${hint}`],
    [pipe, ` is no definition file: it is a named pipe and no file${hint}`],
    ['/dev/zero', ` is no definition file: it is a device and no file${hint}`],
    [large, ` is no definition file: it has 16777217 bytes, and 16777216 are the most${hint}`],
    [latin, ' is not UTF-8; save it so.'],
  ] as const) {
    await expect(readDataset(path)).rejects.toMatchObject({ code: 'DEFINITION', message: `${path}${says}` })
  }
})
