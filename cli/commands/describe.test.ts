import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../test/freshDatabase.js'
import { penguins } from '../../test/penguins.js'

test('describe says what it guessed, what to check and what to run, and needs neither a definition nor a database', async () => {
  const folder = temporaryFolder()
  const csv = join(folder, "o'birds.csv")
  copyFileSync('data/penguins_size.csv', csv)
  const nothing = { DATASET: join(folder, 'none.json'), DATABASE_URL: 'mysql://nobody:x@127.0.0.1:1/nowhere' }
  const args = ['describe', csv, '--target', 'species', '--target', 'sex']
  const { code, stdout, stderr, result } = await penguins(args, nothing)
  expect(code).toBe(0)
  expect(stdout.trim().split('\n')).toHaveLength(1)
  const definition = join(folder, 'o_birds.json')
  expect(result).toMatchObject({
    task: 'describe',
    file: csv,
    definition,
    name: 'o_birds',
    rows: 344,
    targets: ['species', 'sex'],
    attributes: [],
  })
  expect(stderr.split('\n')).toEqual([
    `describe     344 rows and 7 columns of ${csv} into ${definition}`,
    '             separator ",", decimal sign ".", missing is "", "NA", "."',
    'targets      species (3 classes), sex (2 classes)',
    'features     island (3 categories), culmen_length_mm (number), culmen_depth_mm (number), flipper_length_mm (number), body_mass_g (number)',
    'check        ranges go half the span beyond what the file holds; rows and requests outside are refused',
    '             titles and descriptions are made of the names',
    `then         look through ${definition}, and run:`,
    `               DATASET=${definition} npm start`,
    '',
  ])

  const again = await penguins(args, nothing)
  expect(again).toMatchObject({ code: 1, stdout: '' })
  expect(again.stderr).toMatch(/o_birds.json is there already/)
  expect((await penguins(['describe', csv])).stderr).toMatch(/--target <column>/)
})
