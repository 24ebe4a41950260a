import { dataset } from '../core/dataset.js'
import { load } from '../tasks/load.js'
import { preprocess, preprocessDefaults } from '../tasks/preprocess.js'
import { parametersSchema } from '../tasks/train/parameters.js'
import { type TrainResult, train } from '../tasks/train/train.js'
import { freshDatabase } from './freshDatabase.js'

/** A real model, trained now on the reference data. */
export async function trainModel(modelsDir: string, overrides: Record<string, number> = {}): Promise<TrainResult> {
  const { database } = await freshDatabase()
  await load(database, dataset.file)
  await preprocess(database, preprocessDefaults)
  return train(database, { parameters: parametersSchema.parse(overrides), seed: 1, modelsDir, promote: 'always' })
}
