import type { Dataset, TextColumn } from '../../core/dataset/dataset.js'
import { fieldNameFault, foldName } from '../../core/dataset/names.js'
import { listed, quote } from '../../core/dataset/wording.js'
import { UserError } from '../../core/errors.js'
import { isNumber } from '../../csv/header.js'
import { checkRereadable } from '../../csv/source.js'
import { readCsv } from '../readCsv.js'
import { ColumnSeen } from './columnSeen.js'
import { sniff } from './sniff.js'

export interface Seen {
  delimiter: string
  rows: number
  columns: ColumnSeen[]
}

/**
 * Looks through a CSV file, once for its separator and header and once for its values. Memory stays flat.
 *
 * @throws UserError CSV_FILE or CSV_CONTENT when it is no table, or has names that no column can have
 */
export async function seeColumns(path: string): Promise<Seen> {
  await checkRereadable(path)
  // Of what is no text the reader says what it is.
  const { delimiter, header } = (await sniff(path)) ?? { delimiter: ',', header: [] }
  checkNames(path, header)
  const columns = header.map((name) => new ColumnSeen(name))
  let rows = 0
  for await (const batch of readCsv(path, asText(path, header, delimiter))) {
    rows += batch.length
    for (const [, ...fields] of batch) {
      for (let i = 0; i < columns.length; i++) columns[i]!.add(fields[i]!)
    }
  }
  return { delimiter, rows, columns }
}

/** @throws UserError CSV_CONTENT naming the columns that can't be called so */
function checkNames(path: string, header: readonly string[]) {
  const refuse = (says: string) => new UserError('CSV_CONTENT', `${path}, line 1: ${says}.`)
  if (header.length === 1) {
    throw refuse(
      `there is one column, ${quote(header[0]!)}, where at least two must be, with ",", ";", "|", tabs or blanks between them`,
    )
  }
  if (header.filter(isNumber).length > header.length / 2) {
    throw refuse("a row of values seems to stand where the header must be; put a line with the columns' names above it")
  }
  const faults = header.flatMap((name, i) => {
    // Of a column without a name the reader says more.
    const fault = name.trim() === '' ? undefined : fieldNameFault(name)
    const other = header.slice(0, i).find((before) => before.trim() !== '' && foldName(before) === foldName(name))
    return [
      ...(fault ? [`the name ${quote(name)} ${fault}`] : []),
      ...(other === name ? [`the name ${quote(name)} stands there twice`] : []),
      ...(other !== undefined && other !== name
        ? [`${quote(other)} and ${quote(name)} are one name to a database`]
        : []),
    ]
  })
  if (faults.length === 0) return
  throw refuse(`${listed(faults, 5)}; rename these columns in the file`)
}

/** The file as a data set of which nothing is known but the names, which is enough to read it. */
function asText(path: string, columnNames: string[], delimiter: string): Dataset {
  const columns = columnNames.map(
    (name): TextColumn => ({
      kind: 'text',
      name,
      title: name,
      description: '',
      role: 'attribute',
      required: false,
      missing: [],
    }),
  )
  return {
    name: 'draft',
    title: '',
    description: '',
    definitionFile: 'the definition',
    definition: undefined,
    file: path,
    dialect: { delimiter, quoteChar: '"' },
    columns,
    columnNames,
    features: [],
    targets: [],
  }
}
