import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline, type TransformOptions } from 'node:stream'
import { CsvError, type Options, parse } from 'csv-parse'
import { dataset } from '../core/dataset.js'
import { codeOf, UserError } from '../core/errors.js'
import { RAW_FIELD_LENGTH } from './database/tables.js'
import { checkUtf8 } from './utf8.js'

/** Rows in one batch: enough that its statement costs little beside them, few enough that memory stays flat. */
const BATCH_ROWS = 5_000

/** What is parsed in one go; the database's replies wait that long. */
const CHUNK_BYTES = 32 << 10

/** A record longer than this is a quote that was never closed. */
const MAX_RECORD_BYTES = 1 << 20

const NOT_UTF8 = 'there are bytes that are not UTF-8 text (save the file as UTF-8)'

/** A line of the file (the header is line 1, a record counts from where it starts), then the fields in the data set's order. */
export type RawValues = [line: number, ...fields: string[]]

/**
 * Reads a CSV file in batches, as text, checking all that makes it a table: the header's names (in any order), the number
 * of fields of each row, quotes, UTF-8, the fields' length. A byte-order mark, CRLF, quoted commas and line breaks, empty
 * lines and a missing last line break are fine.
 *
 * @throws UserError CSV_FILE or CSV_CONTENT with file, line and reason
 */
export async function* readCsv(path: string): AsyncGenerator<RawValues[]> {
  await checkFile(path)
  let order: number[] | undefined
  let fieldCount = 0
  let batch: RawValues[] = []
  let rows = 0
  for await (const { line, fields } of records(path)) {
    if (order === undefined) {
      order = headerOrder(path, line, fields)
      fieldCount = fields.length
      continue
    }
    if (fields.length !== fieldCount) {
      throw refuse(path, line, `there are ${fields.length} fields where the header names ${fieldCount}`)
    }
    const values: RawValues = [line]
    for (let i = 0; i < order.length; i++) {
      const value = fields[order[i]!]!
      if (value.length > RAW_FIELD_LENGTH && [...value].length > RAW_FIELD_LENGTH) {
        const name = dataset.columnNames[i]
        throw refuse(path, line, `${name} is ${[...value].length} characters long, and ${RAW_FIELD_LENGTH} fit`)
      }
      values.push(value)
    }
    rows++
    batch.push(values)
    if (batch.length === BATCH_ROWS) {
      yield batch
      batch = []
    }
  }
  if (order === undefined) throw new UserError('CSV_CONTENT', `${path} is empty; it needs a header: ${header()}.`)
  if (rows === 0) throw new UserError('CSV_CONTENT', `${path} has a header but no rows; nothing to load.`)
  if (batch.length > 0) yield batch
}

const header = () => dataset.columnNames.join(',')

function refuse(path: string, line: number, reason: string) {
  return new UserError('CSV_CONTENT', `${path}, line ${line}: ${reason}; mend the file and load it again.`)
}

async function checkFile(path: string) {
  try {
    const found = await stat(path)
    if (found.isDirectory()) throw new UserError('CSV_FILE', `${path} is a folder; name a CSV file.`)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') {
      throw new UserError('CSV_FILE', `${path} does not exist; name a CSV file, as in: penguins load ${dataset.file}`)
    }
    throw isSystemError(error) ? unreadable(path, error) : error
  }
}

const isSystemError = (error: unknown) => error instanceof Error && 'syscall' in error

function unreadable(path: string, error: unknown) {
  return new UserError(
    'CSV_FILE',
    `${path} can't be read (${codeOf(error)}); name another file or change its rights.`,
    {
      cause: error,
    },
  )
}

/** Where each column of the data set stands in the file's header. */
function headerOrder(path: string, line: number, names: string[]): number[] {
  const missing = dataset.columnNames.filter((name) => !names.includes(name))
  const unknown = names.filter((name) => !(dataset.columnNames as string[]).includes(name))
  const twice = names.filter((name, i) => names.indexOf(name) !== i)
  const faults = [
    missing.length > 0 && `lacks ${missing.join(', ')}`,
    unknown.length > 0 && `has the unknown ${unknown.map((name) => JSON.stringify(name.slice(0, 40))).join(', ')}`,
    twice.length > 0 && `names ${twice.join(', ')} twice`,
  ].filter(Boolean)
  if (faults.length > 0) {
    throw refuse(path, line, `the header ${faults.join(' and ')}, and must be, in any order, ${header()}`)
  }
  return dataset.columnNames.map((name) => names.indexOf(name))
}

interface Record {
  line: number
  fields: string[]
}

/**
 * The file's records with the line that each starts on, at most `limit` of them. Lines are counted here, since
 * csv-parse's own `info` for each record halves its speed.
 */
async function* records(path: string, limit = -1): AsyncGenerator<Record> {
  const options: Options & TransformOptions = {
    bom: true,
    relax_column_count: true,
    max_record_size: MAX_RECORD_BYTES,
    to: limit,
    readableHighWaterMark: 1024,
  }
  const parser = parse(options)
  pipeline(
    createReadStream(path, { highWaterMark: CHUNK_BYTES }),
    checkUtf8((line) => refuse(path, line, NOT_UTF8)),
    parser,
    () => {},
  )
  let line = 1
  try {
    for await (const fields of parser as AsyncIterable<string[]>) {
      const emptyLine = fields.length === 1 && fields[0] === ''
      if (!emptyLine) yield { line, fields }
      line++
      for (const field of fields) if (field.includes('\n')) line += field.split('\n').length - 1
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw isSystemError(error) ? unreadable(path, error) : error
    throw refuse(path, await startOf(path, Number(error.records)), quoteFault(error))
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

/** The line on which the record after the first `count` starts; reads the file again, for messages only. */
async function startOf(path: string, count: number): Promise<number> {
  let line = 1
  if (count === 0) return line
  for await (const record of records(path, count)) line = record.line + record.fields.join('').split('\n').length
  return line
}
