import type { Dataset, Feature } from '../../core/dataset/dataset.js'
import { rowFault } from '../../core/dataset/rowFault.js'
import type { FeatureValues } from '../../core/model/encode.js'
import { checkColumns } from '../../database/checkTables.js'
import type { Database } from '../../database/database.js'
import { readPages } from '../../database/rows.js'
import type { StoredRow, Value } from '../../database/tables.js'
import type { GivenRow } from '../../scoring/givenRows.js'

/** The clean rows, page by page, with their features as the file writes them. */
export async function* cleanRows({ db, dataset, tables }: Database): AsyncGenerator<GivenRow[]> {
  await checkColumns(db, tables.clean)
  for await (const page of readPages(db, tables.clean)) yield page.map((row) => givenRow(dataset, row))
}

function givenRow(dataset: Dataset, row: StoredRow): GivenRow {
  const { line } = row
  const texts = dataset.features.map((feature) => textOf(feature, row[feature.name] ?? null))
  const values: FeatureValues = Object.fromEntries(
    dataset.features.map((feature) => [feature.name, givenValue(feature, row[feature.name] ?? null)]),
  )
  // Somebody may have changed the table by hand.
  const reason = rowFault(dataset, values)
  return reason === undefined ? { line, texts, values } : { line, texts, reason }
}

const givenValue = ({ kind }: Feature, value: Value) =>
  kind === 'boolean' && (value === 0 || value === 1) ? value === 1 : value

function textOf(feature: Feature, value: Value): string | null {
  if (value === null) return null
  switch (feature.kind) {
    case 'number':
      return String(value).replace('.', feature.decimalChar)
    case 'boolean':
      return (value === 1 ? feature.trueValues : feature.falseValues)[0] ?? String(value)
    case 'category':
      return String(value)
  }
}
