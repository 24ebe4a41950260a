import type { Hash } from 'node:crypto'
import { pipeline } from 'node:stream'
import { CsvError, type Options, Parser } from 'csv-parse'
import type { Dataset } from '../../core/dataset/dataset.js'
import { UserError } from '../../core/errors.js'
import { rawFieldLength } from '../database/tables.js'
import { checkHead, separatorLine } from './head.js'
import { headerFault, headerText, placesOf } from './header.js'
import { countLineEnds, LINE_ENDS } from './lines.js'
import { checkRereadable, openSource, sourceName, unreadable } from './source.js'
import { checkUtf8 } from './utf8.js'

/** Characters in one batch: enough to make the cost of a statement small, few enough to keep memory flat. */
const BATCH_CHARACTERS = 500_000

/** What a field counts beyond its characters. */
const FIELD_CHARACTERS = 8

/** A record longer than this is a quote that was never closed. */
const MAX_RECORD_BYTES = 1 << 20

/** The line in the file where the record starts (the header is line 1), then the fields in the data set's order. */
export type RawValues = [line: number, ...fields: string[]]

/**
 * Reads a CSV file in batches, as text, checking all that makes it a table: the header's names (in any order), the number
 * of fields of each row, quotes, UTF-8, the fields' length. A byte-order mark, line ends of any kind, quoted separators and line
 * breaks, empty lines, Excel's line `sep=,` and a missing last line break are fine.
 *
 * @param path a file, a pipe, or `-` for standard input; it is read once
 * @param hash takes the file's bytes, which are read once alone
 * @throws UserError CSV_FILE or CSV_CONTENT with file, line and reason
 */
export async function* readCsv(path: string, dataset: Dataset, hash?: Hash): AsyncGenerator<RawValues[]> {
  const name = sourceName(path)
  const fits = dataset.columns.map(rawFieldLength)
  let order: number[] | undefined
  let fieldCount = 0
  let batch: RawValues[] = []
  let characters = 0
  let rows = 0
  for await (const { line, fields } of records(path, dataset, hash)) {
    if (order === undefined) {
      if (separatorLine.test(fields.join())) continue
      const fault = headerFault(dataset, fields)
      if (fault !== undefined) throw refuse(name, line, fault)
      order = placesOf(dataset, fields)
      fieldCount = fields.length
      continue
    }
    if (fields.length !== fieldCount) {
      throw refuse(name, line, `there are ${fields.length} fields where the header names ${fieldCount}`)
    }
    const values: RawValues = [line]
    for (let i = 0; i < order.length; i++) {
      const value = fields[order[i]!]!
      if (value.length > fits[i]! && [...value].length > fits[i]!) {
        const column = dataset.columnNames[i]
        throw refuse(name, line, `${column} is ${[...value].length} characters long, and ${fits[i]} fit`)
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

function refuse(name: string, line: number, reason: string) {
  return new UserError('CSV_CONTENT', `${name}, line ${line}: ${reason}; mend the file and load it again.`)
}

interface CsvRecord {
  line: number
  fields: string[]
}

/** csv-parse's records, each with the line that it starts on; its own `info` for each record would halve its speed. */
class Records extends Parser {
  /** The line on which the next record starts. */
  line = 1
  /** The first record; a later one may be at fault before this one is read. */
  header: CsvRecord | undefined

  override push(fields: string[] | null): boolean {
    if (fields === null) return super.push(null)
    const { line } = this
    this.line++
    for (const field of fields) this.line += countLineEnds(field)
    const emptyLine = fields.length === 1 && fields[0] === ''
    if (this.header === undefined && !emptyLine && !separatorLine.test(fields.join())) this.header = { line, fields }
    return emptyLine || super.push({ line, fields } satisfies CsvRecord)
  }
}

async function* records(path: string, dataset: Dataset, hash: Hash | undefined): AsyncGenerator<CsvRecord> {
  const name = sourceName(path)
  const { delimiter, quoteChar } = dataset.dialect
  const options: Options & { readableHighWaterMark: number } = {
    bom: true,
    delimiter,
    quote: quoteChar,
    escape: quoteChar,
    record_delimiter: LINE_ENDS,
    relax_column_count: true,
    max_record_size: MAX_RECORD_BYTES,
    readableHighWaterMark: 1024,
  }
  const source = await openSource(path)
  const parser = new Records(options)
  pipeline(
    source,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash?.update(chunk)
        yield chunk
      }
    },
    checkHead(dataset, (says) => new UserError('CSV_CONTENT', `${name}${says}.`)),
    checkUtf8((line, reason) => refuse(name, line, reason)),
    parser,
    () => {},
  )
  try {
    yield* parser as AsyncIterable<CsvRecord>
  } catch (error) {
    const { header } = parser
    const fault = header && headerFault(dataset, header.fields)
    if (fault !== undefined) throw refuse(name, header!.line, fault)
    throw error instanceof CsvError ? refuse(name, parser.line, quoteFault(error)) : unreadable(path, error)
  } finally {
    // Otherwise the process would wait for a silent pipe that nobody reads any more.
    source.destroy()
  }
}

function quoteFault(error: CsvError): string {
  switch (error.code as string) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'a quote is opened here and never closed'
    case 'CSV_MAX_RECORD_SIZE':
      return 'a row longer than 1 MiB starts here (a quote is opened and never closed, or there are no line breaks)'
    case 'CSV_INVALID_CLOSING_QUOTE':
      return 'text follows a closing quote'
    default:
      return 'a quote stands inside a field that does not start with one'
  }
}
