import type { Hash } from 'node:crypto'
import { pipeline, type Readable } from 'node:stream'
import { CsvError, type Options, Parser } from 'csv-parse'
import type { Dataset } from '../core/dataset/dataset.js'
import { UserError } from '../core/errors.js'
import { checkHead, separatorLine } from './head.js'
import { countLineEnds, LINE_ENDS } from './lines.js'
import { unreadable } from './source.js'
import { checkUtf8 } from './utf8.js'

/** A record longer than this is a quote that was never closed. */
const MAX_RECORD_BYTES = 1 << 20

/** A record as it stands in the file, with the line that it starts on, from 1. */
export interface CsvRecord {
  line: number
  fields: string[]
}

export interface CsvSource {
  bytes: Readable
  /** What messages call it. */
  name: string
  /** Takes the bytes as they pass. */
  hash?: Hash | undefined
  /** What is wrong with the header, or undefined: a parser's error may come from a file that is another one altogether. */
  headerFault?: (header: readonly string[]) => string | undefined
  /** What to do with a faulty file, to follow "mend the file". */
  andThen?: string
}

/** csv-parse's records, each with the line that it starts on; its own `info` for each record would halve its speed. */
class Records extends Parser {
  /** The line on which the next record starts. */
  line = 1
  /** A later record may be at fault before this one is read. */
  header: CsvRecord | undefined

  override push(fields: string[] | null): boolean {
    if (fields === null) return super.push(null)
    const { line } = this
    this.line++
    for (const field of fields) this.line += countLineEnds(field)
    const record: CsvRecord = { line, fields }
    if ((fields.length === 1 && fields[0] === '') || (!this.header && separatorLine.test(fields.join()))) return true
    this.header ??= record
    return super.push(record)
  }
}

/**
 * The records of a CSV file as texts, the header first. Bytes are checked for what is no CSV in UTF-8; a byte-order mark, line ends of any
 * kind, quoted separators and line breaks, empty lines, Excel's line `sep=,` and a missing last line break are fine.
 *
 * @throws UserError CSV_CONTENT with name, line and reason; CSV_FILE where the bytes can't be read
 */
export async function* csvRecords(source: CsvSource, dataset: Dataset): AsyncGenerator<CsvRecord> {
  const { bytes, name, hash } = source
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
  const refuse = (line: number, reason: string) => refuseLine(source, line, reason)
  const parser = new Records(options)
  pipeline(
    bytes,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash?.update(chunk)
        yield chunk
      }
    },
    checkHead(dataset, (says) => new UserError('CSV_CONTENT', `${name}${says}.`)),
    checkUtf8(refuse),
    parser,
    () => {},
  )
  try {
    yield* parser as AsyncIterable<CsvRecord>
  } catch (error) {
    const { header } = parser
    const fault = header && source.headerFault?.(header.fields)
    if (fault !== undefined) throw refuse(header!.line, fault)
    throw error instanceof CsvError ? refuse(parser.line, quoteFault(error)) : unreadable(name, error)
  } finally {
    // Otherwise the process would wait for a silent pipe that nobody reads any more.
    bytes.destroy()
  }
}

/** The error of a line: what is wrong, where, and what to do. */
export const refuseLine = ({ name, andThen = '' }: CsvSource, line: number, reason: string) =>
  new UserError('CSV_CONTENT', `${name}, line ${line}: ${reason}; mend the file${andThen}.`)

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
