import { open } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { separatorLine } from '../../csv/head.js'
import { LINE_ENDS } from '../../csv/lines.js'
import { cutCharacter, isText } from '../../csv/utf8.js'

const HEAD_BYTES = 64 << 10

const DELIMITERS = [',', ';', '\t', '|']

/** As many lines as show how many fields a line has. */
const LINES = 50

export interface Sniffed {
  delimiter: string
  /** The fields of the first line. */
  header: string[]
}

/**
 * What stands between the values of a CSV file, and its header.
 *
 * @returns undefined where the first bytes are no text
 */
export async function sniff(path: string): Promise<Sniffed | undefined> {
  const head = await readHead(path)
  if (!isText(head)) return undefined
  const text = head.toString()
  const told = separatorLine.exec(text.split(/\r|\n/, 1)[0]!.replace(/^\ufeff/, ''))?.[1]
  const table = (delimiter: string): Table => ({ delimiter, records: recordsOf(text, delimiter) })
  if (told !== undefined) return { delimiter: told, header: table(told).records[1] ?? [] }
  const [best] = DELIMITERS.map(table).sort((a, b) => evenness(b) - evenness(a) || width(b) - width(a))
  // Blanks stand within texts too.
  const blanks = table(' ')
  const { delimiter, records } = evenness(best!) === 0 && evenness(blanks) === 1 ? blanks : best!
  return { delimiter, header: records[0] ?? [] }
}

interface Table {
  delimiter: string
  records: string[][]
}

const width = ({ records }: Table) => records[0]?.length ?? 0

/** The share of the records that have as many fields as the first, where that has several. */
function evenness({ records }: Table): number {
  const fields = records[0]?.length ?? 0
  return fields < 2 ? 0 : records.filter((record) => record.length === fields).length / records.length
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    const head = buffer.subarray(0, bytesRead)
    return head.subarray(0, head.length - cutCharacter(head))
  } finally {
    await file.close()
  }
}

/** The first records, as far as they are whole. */
function recordsOf(text: string, delimiter: string): string[][] {
  const records: string[][] = []
  try {
    parse(text, {
      delimiter,
      bom: true,
      record_delimiter: LINE_ENDS,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      to: LINES,
      on_record: (record: string[]) => {
        records.push(record)
        return null
      },
    })
  } catch {
    // The head ends within quotes.
  }
  return records
}
