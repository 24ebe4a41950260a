import { booleanValue, CellFault, type CellValue, cellValue, isMissing } from '../../../../core/dataset/cellValue.js'
import type { FieldCard } from '../../../../core/dataset/datasetCard.js'
import type { FeatureValues } from '../../../../core/model/encode.js'
import { guessSigns, type SignsOf } from './guessSigns.js'
import { matchColumns, type Places } from './matchColumns.js'
import type { Table } from './readTable.js'

/** A cell that can't be predicted from, by its feature's name; `undefined` is the row as a whole. */
export interface Fault {
  readonly feature: string | undefined
  /** A sentence without its end. */
  readonly says: string
}

/** A file's rows as the model takes them. */
export interface Judged {
  readonly places: Places
  readonly signsOf: SignsOf
  /** What to predict of each row; undefined where it has faults. */
  readonly values: readonly (FeatureValues | undefined)[]
  readonly faults: readonly (readonly Fault[])[]
  /** What the file itself says of each target that it has a column of, by name: a class or a number; undefined where it says nothing. */
  readonly truths: Readonly<Record<string, readonly (string | number | undefined)[]>>
  /** How many values of a target in the file are none that it can have, by name. */
  readonly strange: Readonly<Record<string, number>>
}

/** @throws FileFault as `matchColumns` */
export function judgeRows(
  table: Table,
  name: string,
  features: readonly FieldCard[],
  targets: readonly FieldCard[],
): Judged {
  const { header, headerLine: line, records } = table
  const places = matchColumns({ name, line, header }, features, targets)
  const textsAt = (place: number) => records.map((record) => record[place] ?? '')
  const columns = [
    ...features.map((field, i) => ({ field, place: places.features[i]! })),
    ...targets.map((field, i) => ({ field, place: places.targets[i]! })),
  ].filter(({ place }) => place !== -1)
  const signsOf = guessSigns(columns.map(({ field, place }) => ({ field, texts: textsAt(place) })))
  const judged = records.map((record) => judgeRow(record, header.length, features, places.features, signsOf))
  const strange: Record<string, number> = {}
  const truths: Record<string, (string | number | undefined)[]> = {}
  for (const [i, field] of targets.entries()) {
    const place = places.targets[i]!
    if (place === -1) continue
    const texts = textsAt(place).map((text) => text.trim())
    const truth = texts.map((text) => truthOf(field, text, signsOf))
    truths[field.name] = truth
    strange[field.name] = texts.filter((text, row) => truth[row] === undefined && !isMissing(field, text)).length
  }
  return {
    places,
    signsOf,
    values: judged.map(({ values, faults }) => (faults.length > 0 ? undefined : values)),
    faults: judged.map(({ faults }) => faults),
    truths,
    strange,
  }
}

function judgeRow(
  record: readonly string[],
  width: number,
  features: readonly FieldCard[],
  places: readonly number[],
  signsOf: SignsOf,
) {
  const values: Record<string, CellValue> = {}
  const faults: Fault[] = []
  if (record.length !== width) {
    const says = `The row has ${record.length} fields where the header names ${width}`
    return { values, faults: [{ feature: undefined, says }] }
  }
  for (const [i, field] of features.entries()) {
    const cell = cellValue(field, record[places[i]!] ?? '', signsOf(field))
    if (cell instanceof CellFault) faults.push({ feature: field.name, says: `${field.title} ${cell.says}` })
    else values[field.name] = cell
  }
  return { values, faults }
}

/** What the file says of a target; a class that the model does not know says nothing. */
function truthOf(target: FieldCard, text: string, signsOf: SignsOf): string | number | undefined {
  if (isMissing(target, text)) return undefined
  if (target.kind === 'boolean') return booleanValue(target, text)?.toString()
  const cell = cellValue({ ...target, required: true }, text, signsOf(target))
  return cell instanceof CellFault || cell === null ? undefined : (cell as string | number)
}
