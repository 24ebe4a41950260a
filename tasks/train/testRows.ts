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
  readonly #isTest: Uint8Array
  readonly #pages: Buffer[] = []
  #texts: string[] = []

  /** @param isTest 1 for each row that is added, and 0 for the others */
  constructor(dataset: Dataset, isTest: Uint8Array) {
    this.#dataset = dataset
    this.#isTest = isTest
  }

  /** Takes the next test row. */
  add(row: StoredRow) {
    this.#texts.push(contentOf(this.#dataset, row))
    if (this.#texts.length === PAGE) this.#close()
  }

  #close() {
    // No text holds a line break: it is JSON.
    this.#pages.push(deflateRawSync(this.#texts.join('\n'), { level: 1 }))
    this.#texts = []
  }

  /** 1 for each row that another split, too, puts on the side of the test, and 0 for the others. */
  testedBy({ seed, test_fraction: testFraction }: Split): Uint8Array {
    if (this.#texts.length > 0) this.#close()
    const contents = this.#contents()
    const isTested = () => sideOf(contents.next().value!, { seed, testFraction }) === 'test'
    return this.#isTest.map((isTest) => Number(isTest === 1 && isTested()))
  }

  *#contents() {
    for (const page of this.#pages) yield* inflateRawSync(page).toString().split('\n')
  }
}
