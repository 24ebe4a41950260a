import type { Booster } from '../../core/model/booster.js'
import { parseBooster } from '../../core/model/parseBooster.js'
import { isSameOutput } from '../../core/model/prove.js'
import { predictOutputs } from '../../core/model/scores.js'
import type { Problem } from '../problem.js'
import { defaultTrainer } from './trainers/defaultTrainer.js'
import type { Fit, FitOptions } from './trainers/trainer.js'

export interface Fitted {
  /** The model in XGBoost's JSON format. */
  json: string
  /** The same, as it will serve. */
  booster: Booster
}

/** At least so many rows are compared, if there are as many: each takes some microseconds a tree. */
const COMPARED_ROWS = 20_000

/**
 * Trains a booster and hands it over to our own predictor.
 *
 * @param compareOn rows for which the predictor's outputs are compared with the trainer's own
 * @throws Error when they differ: what serves must be what was trained
 */
export async function fitBooster(problem: Problem, options: FitOptions, compareOn?: Float32Array): Promise<Fitted> {
  const fit = await defaultTrainer.fit(problem, options)
  try {
    const { json } = fit
    const booster = parseBooster(json, 'the trained model')
    if (compareOn) compare(fit, booster, compareOn)
    return { json, booster }
  } finally {
    fit.free()
  }
}

/** Compares some of many rows, spread evenly. */
function compare(fit: Fit, booster: Booster, rows: Float32Array) {
  const { featureCount } = booster
  const rowCount = rows.length / featureCount
  const step = Math.max(1, Math.floor(rowCount / COMPARED_ROWS))
  for (let row = 0; row < rowCount; row += step) {
    const values = rows.subarray(row * featureCount, (row + 1) * featureCount)
    const [ours, theirs] = [predictOutputs(booster, values), fit.predictRow(values)]
    if (theirs.length === ours.length && theirs.every((value, i) => isSameOutput(booster, value, ours[i]!))) continue
    throw new Error(`row ${row}: the predictor gives ${ours.join(' ')} and the trainer ${theirs.join(' ')}`)
  }
}
