/** A training and no more: `node fit.js ENGINE FOLDER` trains on what bench/train.ts has put there and prints how long it took, in seconds. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Engine } from '../core/engines.js'
import { readSettings } from '../core/settings.js'
import type { Problem } from '../tasks/problem.js'
import { parametersSchema } from '../tasks/train/parameters.js'
import { chooseTrainer } from '../tasks/train/trainers/chooseTrainer.js'

const [, , engine, folder] = process.argv as [string, string, Engine, string]
const read = (name: string) => new Float32Array(new Uint8Array(readFileSync(join(folder, name))).buffer)
const [features, labels] = [read('features'), read('labels')]
const problem: Problem = { features, featureCount: 4, labels, kind: 'classes', classCount: 3 }
const library = readSettings(process.env).XGBOOST_LIBRARY
const trainer = await chooseTrainer({ engine, library, scratch: folder })
const parameters = parametersSchema.parse({ num_round: 30, max_depth: 6, subsample: 1 })
const started = performance.now()
const fit = await trainer.fit(problem, { parameters, seed: 42, columns: ['a', 'b', 'c', 'd'] })
console.log((performance.now() - started) / 1000)
fit.free()
