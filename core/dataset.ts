/**
 * What a penguin is. Tables, the CSV header check, the feature order, the API's schema and its texts all come from here.
 *
 * Source of the data: Gorman, Williams and Fraser 2014, PLoS ONE 9(3) e90081; Palmer Station LTER, CC0.
 */

/** A number with a unit. Outside `min` to `max` a row is rejected and a request refused: no penguin is like that. */
export interface Measurement {
  readonly kind: 'measurement'
  readonly name: string
  readonly description: string
  readonly unit: string
  readonly min: number
  readonly max: number
  readonly example: number
}

/** One of a fixed list of labels. Where it is not `required`, a missing or unknown label is kept as missing. */
export interface Category {
  readonly kind: 'category'
  readonly name: string
  readonly description: string
  readonly labels: readonly string[]
  readonly required: boolean
}

export type Column = Measurement | Category

/** In the order of the reference CSV's header. */
const columns = [
  {
    kind: 'category',
    name: 'species',
    description: 'Species of the penguin',
    labels: ['Adelie', 'Chinstrap', 'Gentoo'],
    required: true,
  },
  {
    kind: 'category',
    name: 'island',
    description: 'Island of the Palmer Archipelago where it nests',
    labels: ['Biscoe', 'Dream', 'Torgersen'],
    required: true,
  },
  {
    kind: 'measurement',
    name: 'culmen_length_mm',
    description: "Length of the culmen, the upper ridge of the bird's bill",
    unit: 'mm',
    min: 20,
    max: 80,
    example: 39.1,
  },
  {
    kind: 'measurement',
    name: 'culmen_depth_mm',
    description: 'Depth of the culmen',
    unit: 'mm',
    min: 8,
    max: 30,
    example: 18.7,
  },
  {
    kind: 'measurement',
    name: 'flipper_length_mm',
    description: 'Length of the flipper',
    unit: 'mm',
    min: 130,
    max: 280,
    example: 181,
  },
  {
    kind: 'measurement',
    name: 'body_mass_g',
    description: 'Mass of the body',
    unit: 'g',
    min: 1500,
    max: 9000,
    example: 3750,
  },
  {
    kind: 'category',
    name: 'sex',
    description: 'Sex of the penguin',
    labels: ['FEMALE', 'MALE'],
    required: false,
  },
] as const satisfies readonly Column[]

type Columns = (typeof columns)[number]
export type ColumnName = Columns['name']
export type FeatureName = Extract<Columns, { kind: 'measurement' }>['name']

/** What is predicted, by column name. */
const targetNames = ['species', 'sex'] as const satisfies readonly ColumnName[]
export type TargetName = (typeof targetNames)[number]

export const dataset = {
  name: 'penguins',
  /** The file that `load` takes when none is named. */
  file: 'data/penguins_size.csv',
  columns: columns as readonly Column[],
  columnNames: columns.map((column) => column.name),
  /** The model's inputs, in the order of the model's columns. */
  features: columns.filter((column) => column.kind === 'measurement'),
  /** The model's outputs: each is a category; its `labels` are the classes, in the order of the model's outputs. */
  targets: targetNames.map((name) => columns.find((column) => column.name === name) as Category & { name: TargetName }),
  /** How the file writes a value that was not measured. */
  missing: ['NA', ''] as readonly string[],
} as const

/** A row of the clean table: typed, every measurement present. */
export type CleanRow = { [K in FeatureName]: number } & { species: string; island: string; sex: string | null }

/** "20 to 80 mm", for messages and documentation. */
export function rangeText(measurement: Measurement): string {
  return `${measurement.min} to ${measurement.max} ${measurement.unit}`
}
