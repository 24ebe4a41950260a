import { readDataset } from '../core/dataset/readDataset.js'
import type { Registry } from '../registry/registry.js'

/** The reference data set. */
export const penguins = await readDataset('data/datapackage.json')

/** A models folder of the reference data set. */
export const registryOf = (folder: string): Registry => ({ folder, dataset: penguins })
