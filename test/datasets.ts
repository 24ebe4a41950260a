import { readDataset } from '../core/dataset/readDataset.js'
import type { Registry } from '../registry/registry.js'

/** The reference data set. */
export const penguins = await readDataset('data/datapackage.json')

/** The header of its CSV file. */
export const HEADER = penguins.columnNames.join()

/** A row to ask about: each feature's example. */
export const penguin = Object.fromEntries(penguins.features.map(({ name, example }) => [name, example]))

/** A models folder of the reference data set. */
export const registryOf = (folder: string): Registry => ({ folder, dataset: penguins })
