import type { Dataset } from '../core/dataset/dataset.js'
import { placesOf } from './header.js'
import { splitLines } from './lines.js'
import { cutCharacter, isText } from './utf8.js'

/** Enough to tell what kind of file it is, with its header and some rows. */
const HEAD_BYTES = 4096

/** The first bytes of files that pass for CSV but are something else. */
const signatures = [
  ['1f8b', 'is compressed (gzip); unpack it first'],
  ['425a68', 'is compressed (bzip2); unpack it first'],
  ['fd377a585a00', 'is compressed (xz); unpack it first'],
  ['28b52ffd', 'is compressed (zstd); unpack it first'],
  ['504b0304', 'is compressed (zip); unpack it first'],
  ['d0cf11e0', 'is an Excel workbook; save it as CSV UTF-8'],
  ['fffe', 'is UTF-16 text; save it as UTF-8'],
  ['feff', 'is UTF-16 text; save it as UTF-8'],
  ['efbbbfefbbbf', 'starts with two byte-order marks; remove one of them, or both'],
] as const

/**
 * Passes the bytes on, unless the first of them show that this is not a CSV file that the program can read.
 *
 * @param refuse makes an error of what is said of the file, to follow its name
 */
export function checkHead(dataset: Dataset, refuse: (says: string) => Error) {
  return async function* (chunks: AsyncIterable<Buffer>) {
    let head: Buffer | undefined = Buffer.alloc(0)
    for await (const chunk of chunks) {
      if (head === undefined) {
        yield chunk
        continue
      }
      // A pipe may give a byte at a time.
      head = Buffer.concat([head, chunk])
      if (head.length < HEAD_BYTES) continue
      check(head)
      yield head
      head = undefined
    }
    if (head === undefined) return
    check(head)
    yield head
  }

  function check(head: Buffer) {
    const says = kindFault(head) ?? separatorFault(dataset, head)
    if (says !== undefined) throw refuse(says)
  }
}

function kindFault(head: Buffer): string | undefined {
  const start = head.toString('hex', 0, 8)
  const text = head.toString('latin1')
  if (text.startsWith('PK') && /\[Content_Types\]|docProps\/|xl\//.test(text)) {
    return ' is an Excel workbook; save it as CSV UTF-8'
  }
  if (text.startsWith('PK') && text.includes('opendocument')) {
    return ' is a LibreOffice workbook; save it as CSV in UTF-8'
  }
  // Without a byte-order mark: in Latin text every second byte is NUL.
  if (/^(00(?!00)..){4}|^((?!00)..00){4}/.test(start)) return ' is UTF-16 text; save it as UTF-8'
  const says = signatures.find(([signature]) => start.startsWith(signature))?.[1]
  return says && ` ${says}`
}

/** A separator in words, one of them and many. */
const separatorWords: Record<string, [one: string, many: string]> = {
  ',': ['","', 'commas'],
  ';': ['";"', 'semicolons'],
  '\t': ['a tab', 'tabs'],
  '|': ['"|"', 'bars'],
  ' ': ['a space', 'spaces'],
}
const wordsOf = (sign: string) =>
  separatorWords[sign] ?? [JSON.stringify(sign), `${JSON.stringify(sign)} between fields`]

/** The line before the header in which Excel names the separator. */
export const separatorLine = /^"?sep=(.)"?$/i

/** The separator is whatever cuts the first line into the most parts, unless the definition's own yields a known name. */
function separatorFault(dataset: Dataset, head: Buffer): string | undefined {
  const { delimiter } = dataset.dialect
  if (!isText(head.subarray(0, head.length - cutCharacter(head)))) return undefined
  const lines = splitLines(head.toString().replace(/^\ufeff/, ''))
  const isHeader = (line: string) => line !== '' && separatorLine.exec(line)?.[1] !== delimiter
  const at = lines.findIndex(isHeader)
  const header = lines[at]
  if (header === undefined) return undefined
  const separator = separatorLine.exec(header)?.[1] ?? guess(dataset, header)
  if (separator === delimiter) return undefined
  const [is, must, save] = [wordsOf(separator)[0], ...wordsOf(delimiter)]
  const fault = `, line ${at + 1}: the separator is ${is} where it must be ${must}`
  const values = lines.slice(at + 1).flatMap((line) => line.split(separator))
  const decimals = decimalFault(dataset, values)
  const file = dataset.definitionFile
  return decimals
    ? `${fault}, and ${decimals.says}; save it with ${save}, and decimal ${decimals.save}, or change \`dialect\` and \`decimalChar\` in ${file}`
    : `${fault}; save it with ${save}, or change \`dialect\` in ${file}`
}

/** Whether there are numbers with a decimal sign that is not the definition's. */
function decimalFault({ columns }: Dataset, values: string[]) {
  const must = columns.find((column) => column.kind === 'number')?.decimalChar ?? '.'
  const is = must === ',' ? '.' : ','
  const decimal = is === ',' ? /^"?[+-]?\d+,\d+"?$/ : /^"?[+-]?\d+\.\d+"?$/
  if (!values.some((value) => decimal.test(value))) return undefined
  return {
    says: `the decimal sign is "${is}" where it must be "${must}"`,
    save: must === ',' ? 'commas' : 'points',
  }
}

function guess(dataset: Dataset, header: string): string {
  const { delimiter, quoteChar } = dataset.dialect
  const unquoted = header
    .split(quoteChar)
    .filter((_, i) => i % 2 === 0)
    .join('')
  const parts = (separator: string) => unquoted.split(separator).length
  const names = header.split(delimiter).map((name) => name.replaceAll(quoteChar, ''))
  if (placesOf(dataset, names).some((place) => place !== -1)) return delimiter
  const others = [',', ';', '\t', '|'].filter((it) => parts(it) > parts(delimiter))
  if (others.length > 0) return others.reduce((best, it) => (parts(it) > parts(best) ? it : best))
  return parts(delimiter) === 1 && parts(' ') >= dataset.columns.length ? ' ' : delimiter
}
