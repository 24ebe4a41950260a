import { expect, test } from 'vitest'
import { parseBooster } from '../../core/model/parseBooster.js'
import { predictOutputs } from '../../core/model/scores.js'
import { sliceRounds } from '../../core/model/sliceRounds.js'
import { mean } from '../../core/numbers.js'
import { readBundle } from '../../registry/bundle.js'
import { registryOf } from '../../test/datasets.js'
import { temporaryFolder } from '../../test/freshDatabase.js'
import { trainModel } from '../../test/trainedModel.js'
import { logLosses } from '../evaluation/classMetrics.js'
import { squaredErrors } from '../evaluation/numberMetrics.js'
import { bestRounds, lossesByRound } from './earlyStopping.js'
import { contractOptions, contractProblem } from './trainers/contract.js'
import { mlXgboost } from './trainers/mlXgboost/mlXgboost.js'

test('the loss after each round is that of the booster up to there', async () => {
  for (const classCount of [0, 2, 3]) {
    const problem = contractProblem({ classCount })
    const { json, free } = await mlXgboost.fit(problem, contractOptions())
    free()
    const booster = parseBooster(json, 'the model')
    const losses = lossesByRound(booster, problem)
    expect(losses).toHaveLength(15)
    for (const [round, loss] of losses.entries()) {
      const outputs = predictOutputs(sliceRounds(booster, 0, round + 1), problem.features)
      const { labels } = problem
      const expected = classCount > 0 ? logLosses(outputs, labels, classCount) : squaredErrors(outputs, labels)
      expect(loss).toBe(mean(expected))
    }
    expect(predictOutputs(sliceRounds(booster, 0, 15), problem.features)).toEqual(
      predictOutputs(booster, problem.features),
    )
  }
})

test('it stops at the first least loss that is not undercut for so many rounds', () => {
  const losses = Float64Array.of(5, 3, 4, 3, 2, 2.5, 2.2, 2.1)
  expect(bestRounds(losses, 3)).toEqual({ rounds: 5, isOver: true })
  expect(bestRounds(losses, 4)).toEqual({ rounds: 5, isOver: false })
  expect(bestRounds(losses, 2)).toEqual({ rounds: 2, isOver: true })
})

test('a model that stopped early is the one of as many rounds, and its card says how many', async () => {
  const [stopped, fixed] = [temporaryFolder(), temporaryFolder()]
  const { version } = await trainModel(stopped, { num_round: 400, early_stopping_rounds: 10 })
  const { targets } = (await readBundle(registryOf(stopped), version)).manifest
  const rounds = targets.species!.rounds!
  expect(rounds).toBeGreaterThan(5)
  expect(rounds).toBeLessThan(390)
  expect(targets.sex!.rounds).toBeLessThan(390)
  const again = await trainModel(fixed, { num_round: rounds })
  const same = (await readBundle(registryOf(fixed), again.version)).manifest.targets.species!
  expect(same.sha256).toBe(targets.species!.sha256)
  expect(same.rounds).toBeUndefined()
})
