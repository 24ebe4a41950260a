import { MAX_LENGTH } from '../core/dataset/categoryOf.js'
import type { Column, Dataset, Feature, Target } from '../core/dataset/dataset.js'
import { freeColumnName } from '../core/dataset/names.js'

/** A value of a row as the database holds it: a boolean is 1 or 0, and what is missing is null. */
export type Value = string | number | null

/** A row of a data table, by column name; `line` is the file's. */
export interface StoredRow {
  line: number
  [column: string]: Value
}

/** What Kysely knows about the tables: the definition names them and their columns. */
export type Tables = Record<string, Record<string, Value>>

/** What decides how rows are split into train and test. */
export type Split = { seed: number; test_fraction: number }

/** A table that a step fills; it is replaced as a whole. */
export interface DataTable {
  readonly name: string
  /** In the order in which a row's values are inserted; the first is the primary key. */
  readonly columns: readonly ColumnDefinition[]
}

export interface ColumnDefinition {
  readonly name: string
  readonly type: 'integer' | 'double precision' | 'text' | `varchar(${number})`
  readonly nullable?: boolean
}

/** The tables of a data set. */
export interface DataTables {
  /** Every CSV field as text, just as it stood, with the file's line. */
  readonly raw: DataTable
  /** What `preprocess` accepted: typed, with the split. */
  readonly clean: DataTable
  /** What `preprocess` refused: as raw, with the reason. */
  readonly rejected: DataTable
  /** What the clean rows were split by (`Split`): one row, replaced with them. */
  readonly split: DataTable
  /** What `predict` says of the rows of a file, or of the clean ones. It is made by the first prediction, and no run clears it. */
  readonly predictions: DataTable
}

export function tablesOf({ name, columns, features, targets }: Dataset): DataTables {
  const raw = narrowed(columns.map((column) => ({ name: column.name, type: rawType(column) })))
  const clean = narrowed(
    columns.map((column) => ({ name: column.name, type: cleanType(column), nullable: !column.required })),
  )
  return {
    raw: { name: `${name}_raw`, columns: [LINE, ...raw] },
    clean: { name, columns: [LINE, ...clean, { name: 'split', type: 'varchar(5)' }] },
    rejected: { name: `${name}_rejected`, columns: [LINE, { name: 'reason', type: 'text' }, ...raw] },
    split: {
      name: `${name}_split`,
      columns: [
        { name: 'seed', type: 'integer' },
        { name: 'test_fraction', type: 'double precision' },
      ],
    },
    predictions: { name: `${name}_predictions`, columns: predictionColumns(features, targets) },
  }
}

/**
 * The line; the reason, where a row was not predicted; the features as texts, as they stood; of each target the prediction, as the
 * clean rows have the target, and the probability of a class; then what made it. No two are called the same.
 */
function predictionColumns(features: readonly Feature[], targets: readonly Target[]): ColumnDefinition[] {
  const own = targets.flatMap((target): ColumnDefinition[] => [
    { name: `predicted_${target.name}`, type: cleanType(target), nullable: true },
    ...(target.kind === 'number' ? [] : [{ name: `probability_${target.name}`, ...PROBABILITY }]),
  ])
  const named = features.map(
    (column): ColumnDefinition => ({ name: column.name, type: rawType(column), nullable: true }),
  )
  for (const column of [...own, ...MADE_BY]) {
    named.push({
      ...column,
      name: freeColumnName(
        column.name,
        named.map(({ name }) => name),
      ),
    })
  }
  return [LINE, { name: 'reason', type: 'text', nullable: true }, ...narrowed(named)]
}

const PROBABILITY = { type: 'double precision', nullable: true } as const
const MADE_BY: ColumnDefinition[] = [
  { name: 'model_version', type: 'varchar(64)' },
  { name: 'run_id', type: 'varchar(250)', nullable: true },
]

/** The tables of rows, in the order in which steps fill them. */
export const rowTables = ({ raw, clean, rejected }: DataTables) => [raw, clean, rejected]

/** All tables that the pipeline fills. */
export const dataTables = (tables: DataTables) => [...rowTables(tables), tables.split]

/** The table under the name that its new state has until it takes the old one's place. */
export const newTable = ({ name, columns }: DataTable): DataTable => ({ name: `${name}__new`, columns })

const LINE: ColumnDefinition = { name: 'line', type: 'integer' }

/** The longest text, in characters, that a raw field may be. */
export const rawFieldLength = ({ kind }: Column) => (kind === 'text' ? 10_000 : MAX_LENGTH)

const rawType = (column: Column) => (column.kind === 'text' ? 'text' : (`varchar(${rawFieldLength(column)})` as const))

function cleanType(column: Column): ColumnDefinition['type'] {
  switch (column.kind) {
    case 'number':
      return 'double precision'
    case 'boolean':
      return 'integer'
    case 'category':
      return `varchar(${Math.max(64, ...column.categories.map((category) => [...category].length))})`
    case 'text':
      return 'text'
  }
}

/** MySQL counts a varchar's full length at four bytes a character, and takes rows of 65,535 bytes; this leaves room for other columns. */
const VARCHAR_CHARACTERS = 15_500

/** Where varchars would make a row too large for MySQL, all of them become text. */
function narrowed(columns: ColumnDefinition[]): ColumnDefinition[] {
  const characters = columns.reduce((sum, { type }) => sum + Number(/^varchar\((\d+)\)/.exec(type)?.[1] ?? 0), 0)
  if (characters <= VARCHAR_CHARACTERS) return columns
  return columns.map((column) => (column.type.startsWith('varchar') ? { ...column, type: 'text' } : column))
}
