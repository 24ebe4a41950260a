import { readDataset } from '../../../core/dataset/readDataset.js'
import { readSettings } from '../../../core/settings.js'
import type { Registry } from '../../../registry/registry.js'

/** The models folder and the data set that the settings name. */
export async function openRegistry(): Promise<Registry> {
  const { MODELS_DIR, DATASET } = readSettings(process.env)
  return { folder: MODELS_DIR, dataset: await readDataset(DATASET) }
}
