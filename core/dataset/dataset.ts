/**
 * What a row of the table is, read from the definition file alone (`readDataset`). Tables, the CSV check, the model's columns, the
 * API's schemas and texts, and the DAGs' names and forms come from here.
 */
export interface Dataset {
  /** Names the tables and the DAGs: lower-case letters, digits and _. */
  readonly name: string
  /** The same for people. */
  readonly title: string
  readonly description: string
  /** The path of the definition file as it was given, for messages. */
  readonly definitionFile: string
  /** The definition as it stands in the file, for the bundles, which carry it. */
  readonly definition: unknown
  /** The path of the CSV file that `load` takes when none is named. */
  readonly file: string
  readonly dialect: Dialect
  /** In the definition's order. */
  readonly columns: readonly Column[]
  readonly columnNames: readonly string[]
  /** The model's inputs, in order. */
  readonly features: readonly Feature[]
  /** The model's outputs. */
  readonly targets: readonly Target[]
}

/** How the CSV file is written. */
export interface Dialect {
  readonly delimiter: string
  readonly quoteChar: string
}

/** What every column has. */
export interface AnyColumn {
  readonly name: string
  /** The name for people. */
  readonly title: string
  readonly description: string
  readonly role: 'feature' | 'target' | 'attribute'
  /** Whether a row without a value is rejected. Where it is not, a missing or unknown value is kept as missing. */
  readonly required: boolean
  /** How the file marks a missing value; compared with the trimmed field. */
  readonly missing: readonly string[]
}

/** A number, perhaps with a unit. A row outside `min` to `max` is rejected, and a request is refused. */
export interface NumberColumn extends AnyColumn {
  readonly kind: 'number'
  /** Whether only whole numbers are right. */
  readonly integer: boolean
  readonly unit: string | undefined
  /** What it was measured to, as in 0.1 mm; undefined where nobody says. */
  readonly step: number | undefined
  readonly min: number | undefined
  readonly max: number | undefined
  readonly example: number | undefined
  readonly decimalChar: string
  /** What stands between thousands; undefined where nothing does. */
  readonly groupChar: string | undefined
}

/** One of a fixed list of categories, as the file writes them; for a target they are its classes, in the order of the outputs. */
export interface CategoryColumn extends AnyColumn {
  readonly kind: 'category'
  readonly categories: readonly string[]
  /** The categories for people, in the same order. */
  readonly labels: readonly string[]
  readonly example: string | undefined
}

/** Yes or no, in the texts that the file uses. As a target its classes are `false` and `true`. */
export interface BooleanColumn extends AnyColumn {
  readonly kind: 'boolean'
  readonly trueValues: readonly string[]
  readonly falseValues: readonly string[]
  readonly example: boolean | undefined
}

/** Free text or a date: kept, and not learned from. */
export interface TextColumn extends AnyColumn {
  readonly kind: 'text'
  readonly role: 'attribute'
}

export type Column = NumberColumn | CategoryColumn | BooleanColumn | TextColumn
export type Feature = NumberColumn | CategoryColumn | BooleanColumn
/** Classes (categories, or false and true) or a number. */
export type Target = NumberColumn | CategoryColumn | BooleanColumn

/** The classes of a target, in the order of the model's outputs; undefined for a number. */
export function classesOf(target: Target): readonly string[] | undefined {
  switch (target.kind) {
    case 'category':
      return target.categories
    case 'boolean':
      return ['false', 'true']
    case 'number':
      return undefined
  }
}

/**
 * Whether all features are categories or booleans. Their few combinations come again and again, so that equal rows are rows of their
 * own; where there is a number among them, equal rows are copies of one.
 */
export const isDiscrete = ({ features }: Dataset) => features.every(({ kind }) => kind !== 'number')

/** "20 to 80 mm", "0 or more", for messages and documentation; undefined where any number will do. */
export function rangeText({ min, max, unit }: Pick<NumberColumn, 'min' | 'max' | 'unit'>): string | undefined {
  const behind = unit ? ` ${unit}` : ''
  if (min !== undefined && max !== undefined) return `${min} to ${max}${behind}`
  if (min !== undefined) return `${min}${behind} or more`
  return max === undefined ? undefined : `${max}${behind} or less`
}
