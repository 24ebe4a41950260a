import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { definitionSchema } from './definition.js'

// `npx vitest run definition.test -u` writes it anew.
test('the JSON Schema that editors complete and check a definition by is made of the program’s own', async () => {
  const schema = { title: 'A definition file', ...z.toJSONSchema(definitionSchema, { target: 'draft-7', io: 'input' }) }
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot('../../data/datapackage.schema.json')
})

test('the reference definition names that schema', async () => {
  const { $schema } = JSON.parse(await readFile('data/datapackage.json', 'utf8'))
  expect(JSON.parse(await readFile(`data/${$schema}`, 'utf8')).title).toBe('A definition file')
})
