import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { penguin, penguins } from '../test/datasets.js'
import { type GivenRow, givenNdjson } from './givenRows.js'
import { rowsOf } from './ndjsonRows.js'

const MIB = 1 << 20
const faultOf = (line: string) => rowsOf(Buffer.from(line), penguins)[0]

test.each([
  ['brackets', '['.repeat(MIB), 'it nests lists or objects more than 8 deep, and a row is one flat object'],
  ['objects', '{"a":'.repeat(MIB / 5), 'it nests lists or objects more than 8 deep, and a row is one flat object'],
  ['lists', `[${'[],'.repeat(MIB / 4)}[]]`, 'it holds far more than the 4 values of a row'],
  ['fields', `{"a":[${'1,'.repeat(MIB / 3)}1]}`, 'it holds far more than the 4 values of a row'],
  ['fields of one object', `{${'"a":1,'.repeat(MIB / 8)}"a":1}`, 'it holds far more than the 4 values of a row'],
])('a long line of %s is refused, and nothing of it is kept', (_name, line, says) => {
  expect(faultOf(line)).toEqual({ says, given: undefined })
})

test('a long line is a row like any other', () => {
  const spaces = ' '.repeat(100_000)
  const row = JSON.stringify(penguin)
  const lines = [row, row.replace('{', `{${spaces}`), row.replace('{', `{"x": "${'[{,'.repeat(30_000)}", `)]
  expect(rowsOf(Buffer.from(lines.join('\n')), penguins)).toEqual([
    penguin,
    penguin,
    expect.objectContaining({ says: expect.stringMatching(/^"x" is no field/) }),
  ])
})

test('what is nested in a field is given as it came, or not at all where it is very deep', async () => {
  const deep = (levels: number) => `{"body_mass_g":${'['.repeat(levels)}${']'.repeat(levels)}}`
  const rows: GivenRow[] = []
  const text = [deep(2), deep(2000), deep(8000), deep(400_000)].join('\n')
  for await (const some of givenNdjson(Readable.from([Buffer.from(text)]), penguins)) rows.push(...some)
  const place = penguins.features.findIndex(({ name }) => name === 'body_mass_g')
  expect(rows.map(({ texts }) => texts[place])).toEqual(['[[]]', deep(2000).slice(15, -1), null, null])
})
