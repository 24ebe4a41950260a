import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Dataset } from '../core/dataset/dataset.js'
import type { Model } from '../core/model/model.js'
import { readBundle } from '../registry/bundle.js'
import { formatSums, SUMS } from '../registry/sums.js'
import { load } from '../tasks/load.js'
import { preprocess, preprocessDefaults } from '../tasks/preprocess.js'
import { type Parameters, parametersSchema } from '../tasks/train/parameters.js'
import { type TrainResult, train } from '../tasks/train/train.js'
import type { Trainer } from '../tasks/train/trainers/trainer.js'
import { penguins } from './datasets.js'
import { freshDatabase, temporaryFolder } from './freshDatabase.js'

/** A real model, trained now on a data set's own file. */
export async function trainModel(
  modelsDir: string,
  overrides: Partial<Parameters> = {},
  dataset: Dataset = penguins,
  trainer?: Trainer,
): Promise<TrainResult> {
  const { database } = await freshDatabase(undefined, dataset)
  await load(database, dataset.file)
  await preprocess(database, preprocessDefaults)
  const parameters = parametersSchema.parse(overrides)
  return train(database, { parameters, seed: 1, modelsDir, promote: 'always', ...(trainer && { trainer }) })
}

/** A small one, read as whoever predicts has it. */
export async function trainedBundle(dataset: Dataset): Promise<Model> {
  const folder = temporaryFolder()
  const { version } = await trainModel(folder, { num_round: 5 }, dataset)
  return readBundle({ folder, dataset }, version)
}

/** Makes the checksums of a bundle those of its files as they are now, for tests of what is behind that check. */
export function sealAgain(folder: string) {
  const names = readdirSync(folder).filter((name) => name !== SUMS)
  const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name))]))
  writeFileSync(join(folder, SUMS), formatSums(files))
}
