import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Dataset } from '../../core/dataset/dataset.js'
import type { Split, StoredRow } from '../../database/tables.js'
import { contentOf, sideOf } from '../preprocess.js'

/** So many texts are joined at a time. */
const PAGE = 10_000

/**
 * The content of each test row, which tells on what side of another split the row is: whether a model of that split has learned from
 * it. Kept compressed, in a tenth or less of what objects would take.
 */
export class TestRows {
  readonly #dataset: Dataset
  readonly #rows: number[][] = []
  readonly #pages: Buffer[] = []
  #texts: string[] = []

  constructor(dataset: Dataset) {
    this.#dataset = dataset
  }

  /** @param row its place among all rows; ascending */
  add(row: number, content: StoredRow) {
    if (this.#texts.length === 0) this.#rows.push([])
    this.#rows.at(-1)!.push(row)
    this.#texts.push(contentOf(this.#dataset, content))
    if (this.#texts.length === PAGE) this.#close()
  }

  #close() {
    // No text holds a line break: it is JSON.
    this.#pages.push(deflateRawSync(this.#texts.join('\n'), { level: 1 }))
    this.#texts = []
  }

  /** The places of the rows that another split, too, puts on the side of the test. */
  testedBy({ seed, test_fraction: testFraction }: Split): Set<number> {
    if (this.#texts.length > 0) this.#close()
    const tested = new Set<number>()
    for (const [i, page] of this.#pages.entries()) {
      for (const [j, content] of inflateRawSync(page).toString().split('\n').entries()) {
        if (sideOf(content, { seed, testFraction }) === 'test') tested.add(this.#rows[i]![j]!)
      }
    }
    return tested
  }
}
