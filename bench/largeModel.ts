import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mulberry32 } from '../core/random.js'
import { parametersSchema } from '../tasks/train/parameters.js'
import { defaultTrainer } from '../tasks/train/trainers/chooseTrainer.js'

export const LARGE_FEATURES = 30
const ROWS = 5000

/** Values about as a normal distribution has them. */
export function normalRows(random: () => number, count: number): Float32Array {
  const normal = () => random() + random() + random() + random() - 2
  return Float32Array.from({ length: count * LARGE_FEATURES }, normal)
}

/** A file with a model of 300 trees of up to eight levels, of 30 features that all matter; made once. */
export async function largeModel(folder: string): Promise<string> {
  const path = join(folder, 'large.json')
  if (existsSync(path)) return path
  const random = mulberry32(1)
  const features = normalRows(random, ROWS)
  const labels = Float32Array.from({ length: ROWS }, (_, row) => {
    const own = features.subarray(row * LARGE_FEATURES, (row + 1) * LARGE_FEATURES)
    const sum = own.reduce((a, b) => a + b, 0)
    return own[0]! * own[1]! + own[2]! ** 2 - own[3]! + 0.3 * sum + random() > 0.8 ? 1 : 0
  })
  const problem = { features, featureCount: LARGE_FEATURES, labels, kind: 'classes', classCount: 2 } as const
  const parameters = parametersSchema.parse({ num_round: 300, max_depth: 8, eta: 0.1 })
  const columns = Array.from({ length: LARGE_FEATURES }, (_, i) => `f${i}`)
  const fit = await defaultTrainer.fit(problem, { parameters, seed: 1, columns })
  writeFileSync(path, fit.json)
  fit.free()
  return path
}
