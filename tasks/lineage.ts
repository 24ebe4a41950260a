import { createHash, type Hash } from 'node:crypto'
import type { Dataset } from '../core/dataset/dataset.js'
import { TemporaryError, UserError } from '../core/errors.js'
import type { CleanPage } from '../database/cleanPages.js'
import type { Lines } from '../database/tsv.js'

/**
 * A run is known by its rows: a step reports the fingerprint of the rows it made, and the next step takes no others. The fingerprint
 * is computed from the rows each time, so no lock is left behind and a killed process can leave nothing wrong; and runs that load
 * the same file do not disturb each other.
 *
 * Raw rows are hashed as the lines of text that LOAD DATA takes.
 */
export class RawFingerprint {
  readonly #hash = createHash('sha256')

  /** Takes the next rows; how many at a time makes no difference. */
  add({ bytes }: Lines): void {
    this.#hash.update(bytes)
  }

  digest(): string {
    return this.#hash.digest('hex')
  }
}

/** The same of clean rows: a hash of each column, and one over these. Their lines do not count. */
export class CleanFingerprint {
  readonly #dataset: Dataset
  readonly #columns: Hash[]
  readonly #isTest = createHash('sha256')

  constructor(dataset: Dataset) {
    this.#dataset = dataset
    this.#columns = dataset.columns.map(() => createHash('sha256'))
  }

  /** Takes the next rows; how many at a time makes no difference. */
  add({ values, texts, isTest }: CleanPage): void {
    for (const [i, { name }] of this.#dataset.columns.entries()) {
      const content =
        values.get(name) ??
        `${texts
          .get(name)!
          .map((text) => JSON.stringify(text))
          .join()},`
      this.#columns[i]!.update(content)
    }
    this.#isTest.update(isTest)
  }

  digest(): string {
    const columns = this.#dataset.columns.map((column, i) => [
      column.name,
      // What a value stands for.
      column.kind === 'category' ? column.categories : column.kind,
      this.#columns[i]!.digest('hex'),
    ])
    return createHash('sha256')
      .update(JSON.stringify([columns, this.#isTest.digest('hex')]))
      .digest('hex')
  }
}

/** The part of a fingerprint that results show and commands take. */
export const short = (fingerprint: string) => fingerprint.slice(0, 12)

/**
 * @param of the first digits of the fingerprint of the rows that a run works on; undefined where any will do
 * @throws UserError ANOTHER_RUN when the table holds other rows
 */
export function checkLineage(table: string, fingerprint: string, of: string | undefined) {
  if (of === undefined || fingerprint.startsWith(of)) return
  throw new UserError(
    'ANOTHER_RUN',
    `Another run came between: ${table} no longer holds the rows that this run made, ${of}, but ${short(fingerprint)}; start this run again, and let the other one end first.`,
  )
}

/** What to say of a table without rows; another run that has just cleared it may be about to fill it. */
export function noRows(table: string, what: string, command: string) {
  return new TemporaryError(
    'NO_ROWS',
    `There is nothing to ${what}: ${table} is empty; run \`penguins ${command}\` first, or wait for the run that is filling it.`,
  )
}
