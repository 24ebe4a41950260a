import type { Value } from './tables.js'

/**
 * Rows as LOAD DATA's own text: a line each, tabs between values, and a backslash before what would be read as something else. A null is
 * `\N`.
 */
export interface Lines {
  readonly bytes: Buffer
  readonly rows: number
}

const SPECIAL = /[\\\t\n\r]/g
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const ESCAPED = /\\(.)/g
const meant: Record<string, string> = { t: '\t', n: '\n', r: '\r' }

export function toTsv(rows: readonly Value[][]): Lines {
  let text = ''
  for (const row of rows) {
    for (let i = 0; i < row.length; i++) {
      const value = row[i]
      if (i > 0) text += '\t'
      if (value === null) text += '\\N'
      else if (typeof value === 'number') text += value
      else text += value!.replace(SPECIAL, (character) => escapes[character]!)
    }
    text += '\n'
  }
  return { bytes: Buffer.from(text), rows: rows.length }
}

/** Raw rows once more: the line in the file, a number, then texts. */
export function fromTsv({ bytes }: Lines): [line: number, ...fields: string[]][] {
  const lines = bytes.toString().split('\n')
  lines.pop()
  return lines.map((text) => {
    const [line, ...fields] = text.split('\t')
    const plain = text.includes('\\') ? fields.map(unescaped) : fields
    return [Number(line), ...plain]
  })
}

const unescaped = (field: string) => field.replace(ESCAPED, (_, sign: string) => meant[sign] ?? sign)
