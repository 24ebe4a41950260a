import { readDataset } from '../core/dataset/readDataset.js'

/** The reference data set. */
export const penguins = await readDataset('data/datapackage.json')
