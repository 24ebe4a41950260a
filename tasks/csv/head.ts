import { dataset } from '../../core/dataset.js'
import { splitLines } from './lines.js'
import { cutCharacter, isText } from './utf8.js'

/** As much as a file is known by: its kind, its header and some rows. */
const HEAD_BYTES = 4096

/** How files start that are taken for CSV and are something else. */
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
 * Passes bytes on unless the first of them show that the file is no CSV as this program reads it.
 *
 * @param refuse makes an error of what is said of the file, to follow its name
 */
export function checkHead(refuse: (says: string) => Error) {
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
    const says = kindFault(head) ?? separatorFault(head)
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
  // Without a mark: of Latin text every second byte is NUL.
  if (/^(00(?!00)..){4}|^((?!00)..00){4}/.test(start)) return ' is UTF-16 text; save it as UTF-8'
  const says = signatures.find(([signature]) => start.startsWith(signature))?.[1]
  return says && ` ${says}`
}

const separatorNames: Record<string, string> = { '\t': 'a tab', ' ': 'a space' }

/** No column has a separator in its name, so that what cuts the first line into most parts is the separator. */
function separatorFault(head: Buffer): string | undefined {
  if (!isText(head.subarray(0, head.length - cutCharacter(head)))) return undefined
  const lines = splitLines(head.toString().replace(/^\ufeff/, ''))
  const isHeader = (line: string) => line !== '' && separatorLine.exec(line)?.[1] !== ','
  const at = lines.findIndex(isHeader)
  const header = lines[at]
  if (header === undefined) return undefined
  const separator = separatorLine.exec(header)?.[1] ?? guess(header)
  if (separator === ',') return undefined
  const isDecimal = (field: string) => /^"?[+-]?\d+,\d+"?$/.test(field)
  const decimalComma = lines.slice(at + 1).some((line) => line.split(separator).some(isDecimal))
  const name = separatorNames[separator] ?? JSON.stringify(separator)
  const fault = `, line ${at + 1}: the separator is ${name} where it must be ","`
  return decimalComma
    ? `${fault}, and the decimal sign is "," where it must be "."; save it with commas, and decimal points`
    : `${fault}; save it with commas`
}

/** What Excel reads and writes before the header to tell the separator. */
export const separatorLine = /^"?sep=(.)"?$/i

function guess(header: string): string {
  const parts = (separator: string) => header.split(separator).length
  const others = [';', '\t', '|'].filter((it) => parts(it) > parts(','))
  if (others.length > 0) return others.reduce((best, it) => (parts(it) > parts(best) ? it : best))
  return parts(',') === 1 && parts(' ') >= dataset.columns.length ? ' ' : ','
}
