import { Readable } from 'node:stream'
import { type CsvError, parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Dataset } from '../core/dataset/dataset.js'
import { HEADER, penguins } from '../test/datasets.js'
import { countLineEnds, LINE_ENDS } from './lines.js'
import { csvRecords } from './records.js'

type Row = [line: number, ...fields: string[]]

/** The records, and the line and the fault that ended them. */
async function read(text: string, cuts: readonly number[], dataset: Dataset) {
  const bytes = Buffer.from(text)
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b)
  const chunks = ends.map((end, i) => bytes.subarray(ends[i - 1] ?? 0, end)).filter(({ length }) => length > 0)
  const rows: Row[] = []
  const texts: string[] = []
  try {
    for await (const records of csvRecords({ bytes: Readable.from(chunks), name: 'file' }, dataset)) {
      for (const { line, text, fields } of records) {
        rows.push([line, ...fields])
        texts.push(text)
      }
    }
    return { rows, texts }
  } catch (error) {
    return { rows, texts, fault: /^file, (line \d+: .*); mend the file\.$/.exec((error as Error).message)?.[1] }
  }
}

const quoteFaults: Record<string, string> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote is opened here and never closed',
  CSV_INVALID_CLOSING_QUOTE: 'text follows a closing quote',
  INVALID_OPENING_QUOTE: 'a quote stands inside a field that does not start with one',
}

/** The same by csv-parse alone, of the whole text. */
function parsed(text: string, { delimiter, quoteChar }: Dataset['dialect']) {
  const rows: Row[] = []
  let line = 1
  const keep = (fields: string[]) => {
    if (fields.length > 1 || fields[0] !== '') rows.push([line, ...fields])
    line += 1 + countLineEnds(fields.join())
    return fields
  }
  const signs = { delimiter, quote: quoteChar, escape: quoteChar, record_delimiter: LINE_ENDS }
  try {
    parse(text, { ...signs, bom: true, relax_column_count: true, on_record: keep })
    return { rows }
  } catch (error) {
    return { rows, fault: `line ${line}: ${quoteFaults[(error as CsvError).code]}` }
  }
}

const field = fc.oneof(
  fc.constantFrom('', 'Adelie', '39.1', 'NA', ' a ', 'é🐧', '"Dream"', '"a,b"', '"a;b"', '"say ""no"""', '""'),
  fc.constantFrom('"a\nb"', '"a\r\n\r\nb"', '"a\rb"', '"\n"', 'a"b', '"a"b', '"', "'a;b'", "'"),
)
const lineEnd = fc.constantFrom(...LINE_ENDS)
const anything = fc
  .array(fc.constantFrom('a', '1', '"', '"', ',', ';', '\n', '\r\n', '\r', ' ', "'", 'é', '🐧'), { maxLength: 40 })
  .map((signs) => signs.join(''))
const rows = (delimiter: string) =>
  fc.array(
    fc.oneof(
      fc.array(field, { maxLength: 8 }).map((fields) => fields.join(delimiter)),
      anything,
    ),
  )
const files = (delimiter: string) =>
  fc.record({
    bom: fc.constantFrom('', '\ufeff'),
    end: lineEnd,
    lines: rows(delimiter),
    last: fc.constantFrom('', 'a', '"', ',', '\n'),
    cuts: fc.array(fc.nat(1000), { maxLength: 20 }),
  })

test.each([penguins.dialect, { delimiter: ';', quoteChar: "'" }])(
  'whatever a file holds and wherever it is cut, csv-parse reads the same: %j',
  async (dialect) => {
    const dataset = { ...penguins, dialect }
    const header = HEADER.replaceAll(',', dialect.delimiter)
    await fc.assert(
      fc.asyncProperty(files(dialect.delimiter), async ({ bom, end, lines, last, cuts }) => {
        const text = `${bom}${[header, ...lines].join(end)}${end}${last}`
        const { texts, ...ours } = await read(text, cuts, dataset)
        expect(ours).toEqual(parsed(text, dialect))
        // What a record is told to be in the file stands there.
        expect(parsed(texts.join('\n'), dialect).rows.map(([, ...fields]) => fields)).toEqual(
          ours.rows.map(([, ...fields]) => fields),
        )
      }),
      { numRuns: 500 },
    )
  },
)

test('a record longer than 1 MiB is refused where it starts, those before it come', async () => {
  const long = `a,${'x'.repeat(1 << 20)}`
  for (const text of [`${HEADER}\nb\n${long}\nc`, `${HEADER}\nb\n"${long}`, `${HEADER}\nb\n${long}${long}`]) {
    const { rows, fault } = await read(
      text,
      Array.from({ length: 60 }, (_, i) => i << 15),
      penguins,
    )
    expect(fault).toMatch(/^line 3: a row longer than 1 MiB starts here/)
    expect(rows).toEqual([
      [1, ...HEADER.split(',')],
      [2, 'b'],
    ])
  }
})
