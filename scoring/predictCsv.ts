import { CellFault, cellValue } from '../core/dataset/cellValue.js'
import { addedNames, freeName, lineWriter, NOT_PREDICTED } from '../core/dataset/csvText.js'
import type { Dataset } from '../core/dataset/dataset.js'
import { datasetCard } from '../core/dataset/datasetCard.js'
import { columnCount, encodeValue } from '../core/model/encode.js'
import type { Model } from '../core/model/model.js'
import { isKnown, type ModelFeature } from '../core/model/predict.js'
import { type CsvRecord, type CsvSource, csvRecords, refuseLine } from '../csv/records.js'
import { answersOf } from './answers.js'
import { countLabels } from './countLabels.js'
import { type FeatureColumn, featureColumns, widthFault } from './csvRow.js'
import { BATCH_ROWS, type Scored } from './scored.js'

/**
 * Predicts a CSV file: its rows as they stand, with columns behind them. For each target it is the prediction and, of classes, its
 * probability; the last one says why a row was not predicted. The others are not held up by it.
 *
 * @throws UserError CSV_CONTENT when it is no table, or a feature that every row needs has no column
 */
export async function* predictCsv(source: CsvSource, dataset: Dataset, model: Model): AsyncGenerator<Scored> {
  let table: Table | undefined
  for await (const records of csvRecords(source, dataset)) {
    if (table) {
      for (let i = 0; i < records.length; i += BATCH_ROWS) yield score(records.slice(i, i + BATCH_ROWS), table)
      continue
    }
    const header = records[0]!
    table = tableOf(dataset, model, header.fields, (says) => refuseLine(source, header.line, says))
    yield {
      text: `${header.text}${table.delimiter}${table.added}\n`,
      rows: 0,
      faulty: 0,
      outOfRange: 0,
      labels: new Map(),
    }
  }
  if (!table) throw refuseLine(source, 1, 'it is empty and needs a header')
}

/** How a table is read and written. */
interface Table {
  delimiter: string
  width: number
  features: Feature[]
  /** Of the model. */
  columnCount: number
  answers: ReturnType<typeof answersOf>
  /** The names of the new columns. */
  added: string
  /** What stands in them, all but the last, where a row was not predicted. */
  none: string
  fieldText(field: string): string
}

interface Feature extends FeatureColumn {
  feature: ModelFeature
  /** Its first column in the model. */
  column: number
}

function tableOf(dataset: Dataset, model: Model, header: readonly string[], refuse: (says: string) => Error): Table {
  const { delimiter, quoteChar } = dataset.dialect
  const card = datasetCard(dataset)
  const { features } = model.manifest
  const columns = featureColumns(dataset, header, refuse)
  const line = lineWriter(delimiter, quoteChar)
  const fieldText = (field: string) => line([field])
  const added = card.targets.flatMap(addedNames)
  return {
    delimiter,
    width: columns.width,
    features: columns.features.map((it, i) => ({
      ...it,
      feature: features[i]!,
      column: columnCount(features.slice(0, i)),
    })),
    columnCount: columnCount(features),
    answers: answersOf(model, card, delimiter, fieldText),
    added: line([...added, NOT_PREDICTED].map((name) => freeName(name, header))),
    none: delimiter.repeat(added.length),
    fieldText,
  }
}

function score(records: readonly CsvRecord[], table: Table): Scored {
  const { width, delimiter, answers, none, fieldText } = table
  const rows = new Float32Array(records.length * table.columnCount)
  // A faulty row is predicted in vain: that costs less than to leave it out.
  const found = records.map(({ fields }, i) => encodeFields(fields, table, rows, i * table.columnCount))
  const answered = answers.map((answer) => answer(rows))
  const end = `${delimiter}\n`
  const faults: string[] = []
  let text = ''
  for (let i = 0; i < records.length; i++) {
    const record = records[i]!
    const ofRow = found[i]!
    text += record.text
    if (typeof ofRow === 'string') {
      for (const { texts } of answered) text += texts[i]
      text += end
    } else {
      const lacking = delimiter.repeat(Math.max(0, width - record.fields.length))
      text += `${lacking}${delimiter}${none}${fieldText(ofRow.join('; '))}\n`
      faults.push(`line ${record.line}: ${ofRow[0]}`)
    }
  }
  return {
    text,
    rows: records.length,
    faulty: faults.length,
    fault: faults[0],
    outOfRange: found.filter((it) => it === 'unlike').length,
    labels: countLabels(answered, (row) => typeof found[row] === 'string'),
  }
}

/**
 * Writes a record's features into the model's columns, from `at` on.
 *
 * @returns what is wrong with them, or whether training saw the like of all of them
 */
function encodeFields(
  fields: readonly string[],
  { width, features }: Table,
  rows: Float32Array,
  at: number,
): string[] | 'known' | 'unlike' {
  if (fields.length !== width) return [widthFault(fields, width)]
  let faults: string[] | undefined
  let areKnown = true
  for (const { feature, field, signs, place, column } of features) {
    const cell = cellValue(field, fields[place] ?? '', signs)
    if (cell instanceof CellFault) faults = [...(faults ?? []), `${field.name} ${cell.says}`]
    else {
      encodeValue(feature, cell, rows, at + column)
      areKnown &&= cell === null || isKnown(feature, cell)
    }
  }
  return faults ?? (areKnown ? 'known' : 'unlike')
}
