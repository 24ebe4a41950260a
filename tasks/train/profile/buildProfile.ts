import type { Profile, ProfileMode, Sample } from '../../../core/model/profile.js'
import { shortest, sum } from '../../../core/numbers.js'
import type { TrainingData } from '../trainingData.js'
import { countColumn } from './countColumn.js'
import { sampleRows } from './sampleRows.js'
import { type Series, seriesOf } from './series.js'

/** The file of a bundle that holds its profile. */
export const PROFILE = 'profile.json'

/** A profile is read whole, by browsers too: it is no larger, whatever the table. */
const MOST_BYTES = 1_000_000
/** Counts by class take no more; in tables of very many columns and classes they are left out. */
const COUNTS_BYTES = 500_000
/** The shortest values take two bytes, with the comma. */
const MOST_VALUES = MOST_BYTES / 2

/**
 * What the rows are like that a model learns from, as the text of its file. Equal rows give equal texts.
 *
 * @param mode `counts`: without a row or any value of one
 */
export function buildProfile(data: TrainingData, mode: Exclude<ProfileMode, 'none'>): string {
  const all = seriesOf(data)
  const profile = withinSize({ ...profileOf(data), columns: columnsOf(data, all) })
  if (mode === 'counts') return textOf(profile)
  const left = MOST_BYTES - Buffer.byteLength(textOf(profile)) - ',"sample":'.length
  for (let most = Math.floor(MOST_VALUES / (all.length + 2)); most > 0; ) {
    const rows = sampleRows(data, most)
    const sample = sampleOf(data, all, rows)
    const size = Buffer.byteLength(JSON.stringify(sample))
    if (size <= left) return textOf({ ...profile, sample })
    most = Math.min(rows.length - 1, Math.floor((0.98 * rows.length * left) / size))
  }
  return textOf(profile)
}

const textOf = (profile: Profile) => `${JSON.stringify(profile)}\n`

function profileOf({ file, rowCount, rejectedCount, isTest, rejected }: TrainingData): Omit<Profile, 'columns'> {
  const test = sum(isTest)
  return {
    ...(file && { file }),
    rows: { raw: rowCount + rejectedCount, clean: rowCount, train: rowCount - test, test, rejected: rejectedCount },
    rejected: rejected ?? { reasons: {}, first: [] },
  }
}

/** Rejected rows of long texts may take the most: then their fields are left out. */
function withinSize(profile: Profile): Profile {
  if (Buffer.byteLength(textOf(profile)) <= MOST_BYTES) return profile
  const { reasons, first } = profile.rejected
  return { ...profile, rejected: { reasons, first: first.map(({ line, reason }) => ({ line, reason })) } }
}

function columnsOf(data: TrainingData, all: Series[]): Profile['columns'] {
  const counted = all.map((series) => [series.column.name, countColumn(data, series)] as const)
  const columns = Object.fromEntries(counted)
  if (Buffer.byteLength(JSON.stringify(columns)) <= COUNTS_BYTES) return columns
  return Object.fromEntries(counted.map(([name, column]) => [name, { ...column, by_class: {} }]))
}

function sampleOf({ lines, isTest }: TrainingData, all: Series[], rows: number[]): Sample {
  return {
    lines: rows.map((row) => lines[row]!),
    split: rows.map((row) => (isTest[row] ? 'test' : 'train')),
    values: Object.fromEntries(all.map((series) => [series.column.name, rows.map((row) => cellOf(series, row))])),
  }
}

/** As the model sees it; an attribute's number as it stands. */
function cellOf({ column, categories, at }: Series, row: number): number | string | boolean | null {
  const value = at(row)
  if (Number.isNaN(value)) return null
  if (column.kind === 'boolean') return value === 1
  if (categories) return categories[value]!
  return column.role === 'attribute' ? value : shortest(value)
}
