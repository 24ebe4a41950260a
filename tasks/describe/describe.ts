import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import type { Dataset } from '../../core/dataset/dataset.js'
import { parseDefinition } from '../../core/dataset/parseDefinition.js'
import { listed, quote } from '../../core/dataset/wording.js'
import { codeOf, UserError } from '../../core/errors.js'
import { isNumber } from '../../csv/header.js'
import type { ColumnSeen } from './columnSeen.js'
import { definitionText } from './definitionText.js'
import type { Guess } from './guess.js'
import { guessColumn } from './guessColumn.js'
import { guessDecimalChar, guessFormat } from './guessFormat.js'
import { guessTarget } from './guessTarget.js'
import { placeOf } from './place.js'
import { seeColumns } from './seeColumns.js'

export interface DescribeOptions {
  /** The columns to predict, at least one. */
  targets: readonly string[]
  /** The data set's name; made of the file's where it is not given. */
  name?: string | undefined
  /** The file to write; beside the CSV file where it is not given. */
  out?: string | undefined
}

export interface Description {
  dataset: Dataset
  rows: number
  decimalChar: string
  missing: string[]
  /** What was guessed and is worth a look, in sentences without an end. */
  notes: string[]
}

/**
 * Drafts the definition of a CSV file by looking through it, and writes it.
 *
 * @throws UserError when the file can't be read, a target can't be predicted, or there is such a file already
 */
export async function describe(csv: string, options: DescribeOptions): Promise<Description> {
  const place = placeOf(csv, options)
  if (existsSync(place.definitionFile)) throw exists(place.definitionFile)
  const { delimiter, rows, columns } = await seeColumns(csv)
  checkTargets(csv, options.targets, columns)
  const decimalChar = guessDecimalChar(columns, delimiter)
  const missing = marksOf(columns, decimalChar)
  for (const seen of columns) seen.leaveOut(missing)
  const guesses = columns.map((seen) =>
    options.targets.includes(seen.name) ? guessTarget(seen, decimalChar) : guessColumn(seen, decimalChar),
  )
  checkFeatures(csv, columns, guesses)
  const text = definitionText(place, delimiter, missing, columns, guesses)
  const dataset = parseDefinition(text, place.definitionFile)
  await write(place.definitionFile, text)
  const numbers = columns.filter(({ name }) => isNumber(name)).map(({ name }) => quote(name))
  const notes = [
    ...(numbers.length > 0 ? [`line 1 names columns ${numbers.join(', ')}: if it is no header, put one above it`] : []),
    ...guesses.flatMap((guess, i) => guess.notes.map((says) => `${columns[i]!.name} ${says}`)),
  ]
  return { dataset, rows, decimalChar, missing, notes }
}

function checkTargets(csv: string, targets: readonly string[], columns: readonly ColumnSeen[]) {
  const names = columns.map(({ name }) => name)
  const unknown = targets.find((target) => !names.includes(target))
  if (unknown === undefined) return
  throw new UserError('TARGET', `${csv} has no column ${quote(unknown)}; it has ${listed(names.map(quote))}.`)
}

function checkFeatures(csv: string, columns: readonly ColumnSeen[], guesses: readonly Guess[]) {
  if (guesses.some(({ keys }) => keys.role === 'feature')) return
  const why = guesses.flatMap(({ keys, notes }, i) => {
    const { name } = columns[i]!
    return keys.role === 'target' ? [`${quote(name)} is a target`] : notes.map((says) => `${quote(name)} ${says}`)
  })
  throw new UserError('DESCRIBE', `${csv} has no column to learn from: ${why.slice(0, 5).join('; ')}.`)
}

/** The marks that were seen, and those that may be marks where they stand among numbers. */
function marksOf(columns: readonly ColumnSeen[], decimalChar: string): string[] {
  const doubtful = columns
    .filter((seen) => guessFormat(seen, decimalChar) !== undefined)
    .flatMap((seen) => [...seen.doubtful.keys()])
  return [...new Set(['', ...columns.flatMap(({ marks }) => [...marks.keys()]), ...doubtful])]
}

async function write(path: string, text: string) {
  try {
    await writeFile(path, text, { flag: 'wx' })
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw exists(path)
    throw new UserError('DESCRIBE', `${path} can't be written (${codeOf(error)}); name another file with --out.`, {
      cause: error,
    })
  }
}

function exists(path: string) {
  return new UserError(
    'DESCRIBE',
    `${path} is there already and stays as it is; name another file with --out, or remove it.`,
  )
}
