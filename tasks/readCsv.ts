import type { Hash } from 'node:crypto'
import type { Dataset } from '../core/dataset/dataset.js'
import { UserError } from '../core/errors.js'
import { headerFault, headerText, placesOf } from '../csv/header.js'
import { type CsvSource, csvRecords, refuseLine } from '../csv/records.js'
import { checkRereadable, openSource, sourceName } from '../csv/source.js'
import { rawFieldLength } from '../database/tables.js'
import { fromTsv, type Lines, toTsv } from '../database/tsv.js'
import { plainLines, type Shape } from './plainLines.js'

/** Bytes in one batch: enough to make the cost of a statement small, few enough to keep memory flat. */
const BATCH_BYTES = 2 << 20

/** The line in the file where the record starts (the header is line 1), then the fields in the data set's order. */
export type RawValues = [line: number, ...fields: string[]]

/**
 * Reads a CSV file in batches, as text, checking all that makes it a table: the header's names (in any order), the number
 * of fields of each row, the fields' length, and what `csvRecords` checks. Most files are plain in most of their chunks, which are passed
 * on as bytes (`plainLines`). Any other chunk is read field by field, and all that is wrong is found there.
 *
 * @param path a file, a pipe, or `-` for standard input; it is read once
 * @param hash takes the file's bytes, which are read once alone
 * @throws UserError CSV_FILE or CSV_CONTENT with file, line and reason
 */
export async function* readLines(path: string, dataset: Dataset, hash?: Hash): AsyncGenerator<Lines> {
  const name = sourceName(path)
  let shape: Shape | undefined
  let batch: Lines[] = []
  let size = 0
  let rows = 0
  const add = (lines: Lines) => {
    batch.push(lines)
    size += lines.bytes.length
    rows += lines.rows
  }
  const source: CsvSource = {
    bytes: await openSource(path),
    name,
    hash,
    andThen: ' and load it again',
    takePlain(bytes, line) {
      const plain = shape && plainLines(bytes, line, shape)
      if (plain) add(plain.tsv)
      return plain?.lines
    },
  }
  const refuse = (line: number, reason: string) => refuseLine(source, line, reason)
  for await (const records of csvRecords(source, dataset)) {
    const values: RawValues[] = []
    for (const { line, fields } of records) {
      if (shape === undefined) {
        const fault = headerFault(dataset, fields)
        if (fault !== undefined) throw refuse(line, fault)
        shape = {
          delimiter: dataset.dialect.delimiter,
          fieldCount: fields.length,
          order: placesOf(dataset, fields),
          fits: dataset.columns.map(rawFieldLength),
        }
      } else values.push([line, ...checkedFields(fields, dataset, shape, (reason) => refuse(line, reason))])
    }
    if (values.length > 0) add(toTsv(values))
    if (size >= BATCH_BYTES) {
      yield joined(batch)
      batch = []
      size = 0
    }
  }
  if (shape === undefined)
    throw new UserError('CSV_CONTENT', `${name} is empty; it needs a header: ${headerText(dataset)}.`)
  if (rows === 0) throw new UserError('CSV_CONTENT', `${name} has a header but no rows; nothing to load.`)
  if (batch.length > 0) yield joined(batch)
}

/** The fields of a row in the data set's order. */
function checkedFields(
  fields: readonly string[],
  { columnNames }: Dataset,
  { fieldCount, order, fits }: Shape,
  refuse: (reason: string) => Error,
): string[] {
  if (fields.length !== fieldCount) {
    throw refuse(`there are ${fields.length} fields where the header names ${fieldCount}`)
  }
  return order.map((place, i) => {
    const value = fields[place]!
    if (value.length > fits[i]! && [...value].length > fits[i]!) {
      throw refuse(`${columnNames[i]} is ${[...value].length} characters long, and ${fits[i]} fit`)
    }
    return value
  })
}

const joined = (all: Lines[]): Lines => ({
  bytes: Buffer.concat(all.map(({ bytes }) => bytes)),
  rows: all.reduce((sum, { rows }) => sum + rows, 0),
})

/** The same as values. */
export async function* readCsv(path: string, dataset: Dataset, hash?: Hash): AsyncGenerator<RawValues[]> {
  for await (const lines of readLines(path, dataset, hash)) yield fromTsv(lines)
}

/**
 * Reads a file to its end, to learn whether it can be loaded.
 *
 * @throws UserError as `readLines` does; CSV_FILE too when it could not be read again
 */
export async function lookThrough(path: string, dataset: Dataset) {
  await checkRereadable(path)
  for await (const _ of readLines(path, dataset));
}
