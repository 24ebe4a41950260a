import type { Hash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { Dataset } from '../core/dataset/dataset.js'
import { UserError } from '../core/errors.js'
import { checkHead, separatorLine } from './head.js'
import { countLineEnds } from './lines.js'
import { MAX_RECORD_CHARACTERS, parseRecords } from './parseRecords.js'
import { recordTexts } from './recordTexts.js'
import { unreadable } from './source.js'
import { checkUtf8 } from './utf8.js'

/** A record as it stands in the file, with the line that it starts on, from 1. */
export interface CsvRecord {
  line: number
  /** Without its line end. */
  text: string
  fields: string[]
}

export interface CsvSource {
  bytes: Readable
  /** What messages call it. */
  name: string
  /** Takes the bytes as they pass. */
  hash?: Hash | undefined
  /** What to do with a faulty file, to follow "mend the file". */
  andThen?: string
  /**
   * Takes whole lines behind the header, without a quote, if it can do with them as they are.
   *
   * @param line the number of the first one
   * @returns how many it took, or undefined
   */
  takePlain?: (lines: Buffer, line: number) => number | undefined
}

/**
 * The records of a CSV file as texts, some at a time, the header first and alone. Bytes are checked for what is no CSV in UTF-8; a
 * byte-order mark, line ends of any kind, quoted separators and line breaks, empty lines, Excel's line `sep=,` and a missing last line break
 * are fine. Those before a fault come before the error. In the place of those that `takePlain` took comes an empty list.
 *
 * @throws UserError CSV_CONTENT with name, line and reason; CSV_FILE where the bytes can't be read
 */
export async function* csvRecords(source: CsvSource, dataset: Dataset): AsyncGenerator<CsvRecord[]> {
  const { bytes, name, hash } = source
  const { dialect } = dataset
  const refuse = (line: number, reason: string) => refuseLine(source, line, reason)
  const checkedHead = checkHead(dataset, (says) => new UserError('CSV_CONTENT', `${name}${says}.`))
  let line = 1
  let isHeader = true
  const takePlain = (lines: Buffer) => {
    const taken = isHeader ? undefined : source.takePlain?.(lines, line)
    line += taken ?? 0
    return taken !== undefined
  }
  try {
    const text = checkUtf8(refuse)(checkedHead(hashed(bytes, hash)))
    for await (const texts of recordTexts(
      text,
      dialect.quoteChar,
      MAX_RECORD_CHARACTERS,
      source.takePlain && takePlain,
    )) {
      if (texts.length === 0) yield []
      if (line === 1) texts[0] = texts[0]!.replace(/^\ufeff/, '')
      const { records, fault } = parseRecords(texts, dialect)
      const read: CsvRecord[] = []
      for (const [i, fields] of records.entries()) {
        const record = { line, text: texts[i]!, fields }
        line += 1 + countLineEnds(record.text)
        if (fields.length === 1 && fields[0] === '') continue
        if (isHeader && separatorLine.test(fields.join())) continue
        read.push(record)
        if (isHeader) yield read.splice(0)
        isHeader = false
      }
      if (read.length > 0) yield read
      if (fault !== undefined) throw refuse(line, fault)
    }
  } catch (error) {
    throw unreadable(name, error)
  } finally {
    // Otherwise the process would wait for a silent pipe that nobody reads any more.
    bytes.destroy()
  }
}

async function* hashed(bytes: AsyncIterable<Buffer>, hash: Hash | undefined) {
  for await (const chunk of bytes) {
    hash?.update(chunk)
    yield chunk
  }
}

/** The error of a line: what is wrong, where, and what to do. */
export const refuseLine = ({ name, andThen = '' }: CsvSource, line: number, reason: string) =>
  new UserError('CSV_CONTENT', `${name}, line ${line}: ${reason}; mend the file${andThen}.`)
