import type { Dataset } from '../core/dataset/dataset.js'

/** A folder of published models, and the data set that they must belong to. */
export interface Registry {
  /** The models folder: a folder for each version, the pointer to the one in use, and the history. */
  readonly folder: string
  readonly dataset: Dataset
}
