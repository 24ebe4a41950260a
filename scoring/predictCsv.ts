import { addedNames, addedTexts, freeName, lineWriter, NOT_PREDICTED } from '../core/dataset/csvText.js'
import type { Dataset } from '../core/dataset/dataset.js'
import { type DatasetCard, datasetCard, type FieldCard } from '../core/dataset/datasetCard.js'
import { encodeRows, type FeatureValues } from '../core/model/encode.js'
import type { Model } from '../core/model/model.js'
import { predictOutputs } from '../core/model/scores.js'
import { indexOfMax, round, shortest } from '../core/numbers.js'
import { type CsvRecord, type CsvSource, csvRecords, refuseLine } from '../csv/records.js'
import { csvRow, type FeatureColumns, featureColumns } from './csvRow.js'
import { BATCH_ROWS, type Scored } from './scored.js'

/**
 * Predicts a CSV file: its rows as they stand, with columns behind them. For each target it is the prediction and, of classes, its
 * probability; the last one says why a row was not predicted. The others are not held up by it.
 *
 * @throws UserError CSV_CONTENT when it is no table, or a feature that every row needs has no column
 */
export async function* predictCsv(source: CsvSource, dataset: Dataset, model: Model): AsyncGenerator<Scored> {
  const card = datasetCard(dataset)
  let table: Table | undefined
  let batch: CsvRecord[] = []
  for await (const record of csvRecords(source, dataset)) {
    if (!table) {
      const { line, fields } = record
      table = tableOf(dataset, card, fields, (says) => refuseLine(source, line, says))
      yield { text: `${table.header}\n`, rows: 0, faulty: 0 }
      continue
    }
    batch.push(record)
    if (batch.length < BATCH_ROWS) continue
    yield score(batch, table, model)
    batch = []
  }
  if (!table) throw refuseLine(source, 1, 'it is empty and needs a header')
  if (batch.length > 0) yield score(batch, table, model)
}

/** How a table is read and written. */
interface Table extends FeatureColumns {
  /** Its line with the new columns' names. */
  header: string
  targets: FieldCard[]
  /** Of probabilities: that of the file's numbers. */
  decimalChar: string | undefined
  line(fields: readonly string[]): string
}

function tableOf(
  dataset: Dataset,
  { features, targets }: DatasetCard,
  header: readonly string[],
  refuse: (says: string) => Error,
): Table {
  const { delimiter, quoteChar } = dataset.dialect
  const line = lineWriter(delimiter, quoteChar)
  const names = [...targets.flatMap(addedNames), NOT_PREDICTED].map((name) => freeName(name, header))
  return {
    header: line([...header, ...names]),
    ...featureColumns(dataset, header, refuse),
    targets,
    decimalChar: [...features, ...targets].find(({ kind }) => kind === 'number')?.written.decimalChar,
    line,
  }
}

function score(records: readonly CsvRecord[], table: Table, model: Model): Scored {
  const rows = records.map(({ fields }) => csvRow(fields, table))
  const answers = answersOf(
    model,
    rows.flatMap((row) => ('values' in row ? [row.values] : [])),
    table,
  )
  const empty = table.targets.flatMap((target) => addedTexts(target, undefined, Number.NaN))
  const faults: string[] = []
  let text = ''
  let done = 0
  for (const [i, row] of rows.entries()) {
    const { fields, line } = records[i]!
    const added = 'values' in row ? [...answers(done++), ''] : [...empty, row.faults.join('; ')]
    if ('faults' in row) faults.push(`line ${line}: ${row.faults[0]}`)
    const padded = fields.length < table.width ? [...fields, ...Array(table.width - fields.length).fill('')] : fields
    text += `${table.line([...padded, ...added])}\n`
  }
  return { text, rows: rows.length, faulty: faults.length, fault: faults[0] }
}

/** The predictions of rows as texts: for each target the label and its probability, or the value. The same numbers as those of `predict`. */
function answersOf(model: Model, rows: readonly FeatureValues[], { targets, decimalChar }: Table) {
  const encoded = encodeRows(model.manifest.features, rows)
  const texts = targets.map((target): ((row: number) => string[]) => {
    const made = model.manifest.targets[target.name]!
    const outputs = predictOutputs(model.boosters[target.name]!, encoded)
    if (!('classes' in made)) {
      return (row) => addedTexts(target, shortest(outputs[row]!), Number.NaN, target.written.decimalChar)
    }
    const { classes } = made
    return (row) => {
      const own = outputs.subarray(row * classes.length, (row + 1) * classes.length)
      const best = indexOfMax(own)
      return addedTexts(target, classes[best], round(own[best]!), decimalChar)
    }
  })
  return (row: number) => texts.flatMap((it) => it(row))
}
