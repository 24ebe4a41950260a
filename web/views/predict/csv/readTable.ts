import { type CsvError, parse } from 'csv-parse/browser/esm/sync'
import { FileFault } from './FileFault.js'
import { guessDelimiter, separatorLine } from './guessDelimiter.js'

/** Each row is kept in memory, and as many are predicted within some seconds. */
export const MAX_ROWS = 100_000
export const MAX_BYTES = 64 << 20

/** A quote that is never closed makes one record of the rest. */
const MAX_RECORD_BYTES = 1 << 20
const LINE_ENDS = ['\n', '\r\n', '\r\r\n', '\r']

/** A CSV file as it stands: texts, and how they are written. */
export interface Table {
  readonly header: readonly string[]
  /** The line on which the header stands, from 1. */
  readonly headerLine: number
  readonly records: readonly (readonly string[])[]
  /** The line on which each record starts. */
  readonly lines: readonly number[]
  readonly style: Style
}

export interface Style {
  readonly delimiter: string
  /** Whether a byte-order mark stands before the text; Excel takes it for UTF-8 by that. */
  readonly bom: boolean
  readonly lineEnd: string
  /** The line in which Excel names the separator, where there is one. */
  readonly separatorLine: string | undefined
}

/** The first bytes of files that pass for CSV. */
const KINDS: readonly [signature: string, says: string][] = [
  ['1f8b', 'is compressed (gzip); unpack it first'],
  ['425a68', 'is compressed (bzip2); unpack it first'],
  ['fd377a585a00', 'is compressed (xz); unpack it first'],
  ['28b52ffd', 'is compressed (zstd); unpack it first'],
  ['504b0304', 'is an Excel or LibreOffice workbook, or compressed (zip); save it as CSV UTF-8, or unpack it'],
  ['d0cf11e0', 'is an Excel workbook; save it as CSV UTF-8'],
  ['25504446', 'is a PDF file; save the table as CSV UTF-8'],
  ['fffe', 'is UTF-16 text; save it as CSV UTF-8'],
  ['feff', 'is UTF-16 text; save it as CSV UTF-8'],
]

/**
 * @param name what to call the file in messages
 * @param onRead the share of the text that is read so far
 * @throws FileFault where this is no table
 */
export function readTable(bytes: Uint8Array, name: string, onRead: (share: number) => void = () => {}): Table {
  const text = decode(bytes, name)
  const delimiter = guessDelimiter(text)
  const all = parseAll(text, delimiter, name, onRead)
  const lines: number[] = []
  const records: string[][] = []
  let line = 1
  const told = separatorLine.test(all[0]?.join(delimiter) ?? '')
  for (const [i, record] of all.entries()) {
    const empty = record.length === 1 && record[0] === ''
    if (!empty && !(told && i === 0)) {
      records.push(record)
      lines.push(line)
    }
    line++
    for (const field of record) line += lineEndsIn(field)
  }
  if (records.length === 0) throw new FileFault(`${name} is empty; it needs a header, and a row below it.`)
  if (records.length === 1) throw new FileFault(`${name} has a header but no rows; there is nothing to predict.`)
  return {
    header: records[0]!.map((it) => it.trim()),
    headerLine: lines[0]!,
    records: records.slice(1),
    lines: lines.slice(1),
    style: {
      delimiter,
      bom: bytes[0] === 0xef && bytes[1] === 0xbb,
      lineEnd: /\r?\n/.exec(text)?.[0] ?? '\n',
      separatorLine: told ? all[0]!.join(delimiter) : undefined,
    },
  }
}

function decode(bytes: Uint8Array, name: string): string {
  const start = Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('')
  const kind = KINDS.find(([signature]) => start.startsWith(signature))
  if (kind) throw new FileFault(`${name} ${kind[1]}.`)
  const nul = bytes.indexOf(0)
  if (nul !== -1) {
    const line = bytes.subarray(0, nul).filter((byte) => byte === 10).length + 1
    throw new FileFault(`${name}, line ${line}: there is a NUL byte; save the file as CSV UTF-8.`)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new FileFault(`${name} holds bytes that are not UTF-8 text; save it as CSV UTF-8.`)
  }
}

function parseAll(text: string, delimiter: string, name: string, onRead: (share: number) => void): string[][] {
  const records: string[][] = []
  try {
    parse(text, {
      delimiter,
      record_delimiter: LINE_ENDS,
      relax_column_count: true,
      max_record_size: MAX_RECORD_BYTES,
      on_record: (record: string[], { bytes }) => {
        records.push(record)
        if (records.length % 5000 === 0) onRead(Math.min(1, bytes / text.length))
        if (records.length > MAX_ROWS + 2) throw tooLong(name)
        return null
      },
    })
  } catch (error) {
    if (error instanceof FileFault) throw error
    throw new FileFault(`${name}, ${quoteFault(error as CsvError, records)}; mend the file.`)
  }
  return records
}

const tooLong = (name: string) =>
  new FileFault(
    `${name} has more than ${MAX_ROWS.toLocaleString('en')} rows, the most that the page takes; split it, or send its rows to the API (POST /predict/batch).`,
  )

function quoteFault({ code }: CsvError, records: readonly string[][]): string {
  const line = records.flat().reduce((sum, field) => sum + lineEndsIn(field), records.length) + 1
  switch (code as string) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return `line ${line}: a quote is opened here and never closed`
    case 'CSV_MAX_RECORD_SIZE':
      return `line ${line}: a row longer than 1 MiB starts here (a quote is opened and never closed, or there are no line breaks)`
    case 'CSV_INVALID_CLOSING_QUOTE':
      return `line ${line}: text follows a closing quote`
    default:
      return `line ${line}: a quote stands inside a field that does not start with one`
  }
}

const lineEndsIn = (text: string) => (/[\r\n]/.test(text) ? text.split(/\r?\r?\n|\r/).length - 1 : 0)
