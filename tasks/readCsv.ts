import type { Hash } from 'node:crypto'
import type { Dataset } from '../core/dataset/dataset.js'
import { UserError } from '../core/errors.js'
import { headerFault, headerText, placesOf } from '../csv/header.js'
import { type CsvSource, csvRecords, refuseLine } from '../csv/records.js'
import { checkRereadable, openSource, sourceName } from '../csv/source.js'
import { rawFieldLength } from '../database/tables.js'

/** Characters in one batch: enough to make the cost of a statement small, few enough to keep memory flat. */
const BATCH_CHARACTERS = 500_000

/** What a field counts beyond its characters. */
const FIELD_CHARACTERS = 8

/** The line in the file where the record starts (the header is line 1), then the fields in the data set's order. */
export type RawValues = [line: number, ...fields: string[]]

/**
 * Reads a CSV file in batches, as text, checking all that makes it a table: the header's names (in any order), the number
 * of fields of each row, the fields' length, and what `csvRecords` checks.
 *
 * @param path a file, a pipe, or `-` for standard input; it is read once
 * @param hash takes the file's bytes, which are read once alone
 * @throws UserError CSV_FILE or CSV_CONTENT with file, line and reason
 */
export async function* readCsv(path: string, dataset: Dataset, hash?: Hash): AsyncGenerator<RawValues[]> {
  const name = sourceName(path)
  const source: CsvSource = {
    bytes: await openSource(path),
    name,
    hash,
    headerFault: (header) => headerFault(dataset, header),
    andThen: ' and load it again',
  }
  const refuse = (line: number, reason: string) => refuseLine(source, line, reason)
  const fits = dataset.columns.map(rawFieldLength)
  let order: number[] | undefined
  let fieldCount = 0
  let batch: RawValues[] = []
  let characters = 0
  let rows = 0
  for await (const { line, fields } of csvRecords(source, dataset)) {
    if (order === undefined) {
      const fault = headerFault(dataset, fields)
      if (fault !== undefined) throw refuse(line, fault)
      order = placesOf(dataset, fields)
      fieldCount = fields.length
      continue
    }
    if (fields.length !== fieldCount) {
      throw refuse(line, `there are ${fields.length} fields where the header names ${fieldCount}`)
    }
    const values: RawValues = [line]
    for (let i = 0; i < order.length; i++) {
      const value = fields[order[i]!]!
      if (value.length > fits[i]! && [...value].length > fits[i]!) {
        const column = dataset.columnNames[i]
        throw refuse(line, `${column} is ${[...value].length} characters long, and ${fits[i]} fit`)
      }
      values.push(value)
      characters += value.length + FIELD_CHARACTERS
    }
    rows++
    batch.push(values)
    if (characters >= BATCH_CHARACTERS) {
      yield batch
      batch = []
      characters = 0
    }
  }
  if (order === undefined)
    throw new UserError('CSV_CONTENT', `${name} is empty; it needs a header: ${headerText(dataset)}.`)
  if (rows === 0) throw new UserError('CSV_CONTENT', `${name} has a header but no rows; nothing to load.`)
  if (batch.length > 0) yield batch
}

/**
 * Reads a file to its end, to learn whether it can be loaded.
 *
 * @throws UserError as `readCsv` does; CSV_FILE too when it could not be read again
 */
export async function lookThrough(path: string, dataset: Dataset) {
  await checkRereadable(path)
  for await (const _ of readCsv(path, dataset));
}
