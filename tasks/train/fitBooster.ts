import type { Booster } from '../../core/model/booster.js'
import { parseBooster } from '../../core/model/parseBooster.js'
import { isSameOutput } from '../../core/model/prove.js'
import { predictOutputs } from '../../core/model/scores.js'
import type { Problem } from '../problem.js'
import { spreadRows } from './spreadRows.js'
import { defaultTrainer } from './trainers/chooseTrainer.js'
import type { Fit, FitOptions, Trainer } from './trainers/trainer.js'

export interface Fitted {
  /** The model in XGBoost's JSON format. */
  json: string
  /** The same, as it will serve. */
  booster: Booster
}

export interface FitBoosterOptions extends FitOptions {
  /** ml-xgboost where none is named. */
  trainer?: Trainer | undefined
}

/** At least so many rows are compared, if there are as many: each takes some microseconds a tree. */
const COMPARED_ROWS = 20_000

/**
 * Trains a booster and hands it over to our own predictor.
 *
 * @param compareOn rows for which the predictor's outputs are compared with the trainer's own
 * @throws Error when they differ: what serves must be what was trained
 */
export async function fitBooster(
  problem: Problem,
  { trainer = defaultTrainer, ...options }: FitBoosterOptions,
  compareOn?: Float32Array,
): Promise<Fitted> {
  const fit = await trainer.fit(problem, options)
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
function compare(fit: Fit, booster: Booster, all: Float32Array) {
  const rows = spreadRows(all, booster.featureCount, COMPARED_ROWS)
  const [ours, theirs] = [predictOutputs(booster, rows), fit.predict(rows)]
  if (theirs.length !== ours.length)
    throw new Error(`the predictor gives ${ours.length} outputs, the trainer ${theirs.length}`)
  for (const [i, value] of theirs.entries()) {
    if (isSameOutput(booster, value, ours[i]!)) continue
    throw new Error(`output ${i} of the rows compared: the predictor gives ${ours[i]} and the trainer ${value}`)
  }
}
