import { sql } from 'kysely'
import { CellFault, cellValue, isMissing, ownSigns } from '../../core/dataset/cellValue.js'
import type { Dataset } from '../../core/dataset/dataset.js'
import { datasetCard, type FieldCard } from '../../core/dataset/datasetCard.js'
import { listed, quote } from '../../core/dataset/wording.js'
import { UserError } from '../../core/errors.js'
import { csvRecords, refuseLine } from '../../csv/records.js'
import { openSource, sourceName } from '../../csv/source.js'
import { ensureTable, hasTable } from '../../database/checkTables.js'
import type { Database } from '../../database/database.js'
import { logColumns } from '../../database/logColumns.js'
import { REQUEST_ID_LENGTH, type Value } from '../../database/tables.js'
import { noLog } from './monitor.js'

/** As many labels make a statement. */
const BATCH = 500

export interface LabelsResult {
  file: string
  /** Labels that the file has: a row may have one for each target. */
  labels: number
  /** Of all labels in the table, those of rows that the log does not have; and the first of them. */
  unknown: number
  first_unknown: string | null
}

/**
 * Loads what logged rows turned out to be, from a CSV file with `request_id`, `request_row` where the row came in a batch, and a column a
 * target. A label that is there already is replaced; a field without a value says nothing.
 *
 * @param log the database with the prediction log
 * @throws UserError CSV_CONTENT with file, line and reason, and NO_LOG; no label of the file is in the table then
 */
export async function loadLabels(log: Database, path: string): Promise<LabelsResult> {
  const { db, dataset, tables } = log
  if (!(await hasTable(log, tables.predictionLog))) throw noLog(log)
  await ensureTable(log, tables.trueLabels)
  const file = sourceName(path)
  const labels = await db.transaction().execute(async (transaction) => {
    let count = 0
    for await (const batch of batches(readLabels(path, dataset))) {
      // Both databases have it: a row of the same key goes.
      await transaction.replaceInto(tables.trueLabels.name).values(batch).execute()
      count += batch.length
    }
    return count
  })
  if (labels === 0) throw new UserError('CSV_CONTENT', `${file} holds no label; nothing was loaded.`)
  return { file, labels, ...(await unknownLabels(log)) }
}

type Label = Record<'request_id' | 'request_row' | 'target' | 'label' | 'value', Value>

async function* readLabels(path: string, dataset: Dataset): AsyncGenerator<Label> {
  const source = { bytes: await openSource(path), name: sourceName(path), andThen: ' and load it again' }
  let table: Table | undefined
  for await (const records of csvRecords(source, dataset)) {
    for (const { line, fields } of records) {
      const refuse = (reason: string) => refuseLine(source, line, reason)
      if (table) yield* labelsOf(fields, table, refuse)
      else table = tableOf(dataset, fields, refuse)
    }
  }
  if (!table) throw refuseLine(source, 1, 'it is empty and needs a header')
}

function* labelsOf(fields: readonly string[], table: Table, refuse: (reason: string) => Error): Generator<Label> {
  if (fields.length !== table.width)
    throw refuse(`there are ${fields.length} fields where the header names ${table.width}`)
  const row = table.row === -1 ? '0' : fields[table.row]!.trim() || '0'
  const id = fields[table.id]!.trim()
  if (id === '') throw refuse('request_id is missing')
  if (id.length > REQUEST_ID_LENGTH) {
    throw refuse(`request_id ${quote(id)} is longer than ${REQUEST_ID_LENGTH} characters`)
  }
  if (!/^\d{1,9}$/.test(row)) throw refuse(`request_row ${quote(row)} is no whole number from 0`)
  for (const { field, place } of table.targets) {
    const text = fields[place]!.trim()
    if (isMissing(field, text)) continue
    const cell = cellValue({ ...field, required: true }, text, ownSigns(field))
    if (cell instanceof CellFault) throw refuse(`${field.name} ${cell.says}`)
    const isText = field.kind === 'category'
    yield {
      request_id: id,
      request_row: Number(row),
      target: field.name,
      label: isText ? String(cell) : null,
      value: isText ? null : Number(cell),
    }
  }
}

/** Where the header has what. */
interface Table {
  width: number
  id: number
  /** -1 where it has none. */
  row: number
  targets: { field: FieldCard; place: number }[]
}

function tableOf(dataset: Dataset, header: readonly string[], refuse: (reason: string) => Error): Table {
  const names = header.map((name) => name.trim().normalize())
  const cards = datasetCard(dataset).targets
  const targets = cards.flatMap((field) => {
    const place = names.indexOf(field.name.normalize())
    return place === -1 ? [] : [{ field, place }]
  })
  const id = names.indexOf('request_id')
  if (id === -1 || targets.length === 0) {
    const known = listed(cards.map(({ name }) => name))
    throw refuse(`the header needs request_id and a target (${known}), and request_row for rows of a batch`)
  }
  return { width: header.length, id, row: names.indexOf('request_row'), targets }
}

async function* batches(labels: AsyncIterable<Label>): AsyncGenerator<Label[]> {
  let batch: Label[] = []
  for await (const label of labels) {
    batch.push(label)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

async function unknownLabels({
  db,
  dataset,
  tables,
}: Database): Promise<Pick<LabelsResult, 'unknown' | 'first_unknown'>> {
  const { id, requestId, row } = logColumns(dataset)
  const served = (name: string) => sql.id('served', name)
  const { rows } = await sql<{ unknown: number; first: string | null }>`
    select count(*) as ${sql.id('unknown')}, min(truth.request_id) as ${sql.id('first')}
    from ${sql.table(tables.trueLabels.name)} as truth
    left join ${sql.table(tables.predictionLog.name)} as served
      on ${served(requestId)} = truth.request_id and ${served(row)} = truth.request_row
    where ${served(id)} is null`.execute(db)
  return { unknown: Number(rows[0]!.unknown), first_unknown: rows[0]!.first }
}
