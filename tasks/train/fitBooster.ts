import { dataset } from '../../core/dataset.js'
import { type Booster, parseBooster } from '../../core/model/booster.js'
import { predictOutputs } from '../../core/model/scores.js'
import { PROBABILITY_TOLERANCE } from '../../registry/bundle.js'
import type { Parameters } from './parameters.js'
import type { Problem } from './problem.js'
import { boost, type Trained } from './trainers/mlXgboost/boost.js'
import { toXgboostJson } from './trainers/mlXgboost/convert.js'

export interface FitOptions {
  parameters: Parameters
  seed: number
  /** Called after each round with the number of rounds done. */
  onRound?: (round: number) => void
}

export interface Fitted {
  /** The model in XGBoost's JSON format. */
  json: string
  /** The same, as it will serve. */
  booster: Booster
}

/**
 * Trains a booster and hands it over to our own predictor.
 *
 * @param compareOn rows for which the predictor's probabilities are compared with the trainer's own
 * @throws Error when they differ: what serves must be what was trained
 */
export async function fitBooster(problem: Problem, options: FitOptions, compareOn?: Float32Array): Promise<Fitted> {
  const { parameters, seed, onRound } = options
  const trained = await boost(problem, parameters, seed, onRound)
  try {
    const json = toXgboostJson(trained.binary, {
      objective: trained.objective,
      featureNames: dataset.features.map(({ name }) => name),
      classCount: problem.classCount,
      treeCount: parameters.num_round * (trained.objective === 'multi:softprob' ? problem.classCount : 1),
    })
    const booster = parseBooster(json, 'the trained model')
    if (compareOn) compare(trained, booster, compareOn)
    return { json, booster }
  } finally {
    trained.free()
  }
}

function compare(trained: Trained, booster: Booster, rows: Float32Array) {
  const ours = predictOutputs(booster, rows)
  const { featureCount, classCount } = booster
  for (let row = 0; row < rows.length / featureCount; row++) {
    const theirs = trained.predictRow(rows.subarray(row * featureCount, (row + 1) * featureCount))
    for (let c = 0; c < classCount; c++) {
      const difference = Math.abs(theirs[c]! - ours[row * classCount + c]!)
      if (!(difference <= PROBABILITY_TOLERANCE)) {
        throw new Error(`row ${row}: predictor and trainer differ by ${difference}`)
      }
    }
  }
}
