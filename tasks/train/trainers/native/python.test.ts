import { spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { parseBooster } from '../../../../core/model/parseBooster.js'
import { isSameOutput } from '../../../../core/model/prove.js'
import { predictOutputs } from '../../../../core/model/scores.js'
import { thresholdsOf } from '../../../../core/model/thresholds.js'
import { mulberry32 } from '../../../../core/random.js'
import { temporaryFolder } from '../../../../test/freshDatabase.js'
import { beside } from '../../../../test/rowsAtThresholds.js'
import type { Problem } from '../../../problem.js'
import { contractOptions, contractProblem } from '../contract.js'
import { mlXgboost } from '../mlXgboost/mlXgboost.js'
import { prepare } from '../prepare.js'
import { nativeTrainer } from './native.js'

/** A Python with NumPy and SciPy; xgboost is the package in whose wheel the library is. */
const python = process.env.XGBOOST_PYTHON
const library = process.env.XGBOOST_LIBRARY

test.skipIf(!python || !library).each([
  { what: 'two classes', classCount: 2 },
  { what: 'three classes', classCount: 3 },
  { what: 'a number', classCount: 0 },
])(
  '$what: Python makes the same model, to the byte, and both engines’ models predict in Python as they do here',
  async ({ classCount }) => {
    const problem = contractProblem({ classCount, rowCount: 3000 })
    const options = contractOptions({
      max_depth: 6,
      gamma: 0.5,
      alpha: 0.1,
      colsample_bytree: 0.7,
      min_child_weight: 2,
    })
    const native = await nativeTrainer(library!, temporaryFolder())
    const fits = [await native.fit(problem, options), await mlXgboost.fit(problem, options)]
    const boosters = fits.map(({ json }) => parseBooster(json, 'the model'))
    const asked = [...rowsAtThresholds(boosters), ...randomRows(2000)]
    const { objective, settings, rounds, labels } = prepare(problem, options)
    const theirs: { model: string; outputs: number[][] } = ask({
      parameters: { objective, ...settings },
      rounds,
      columns: options.columns,
      rows: rowsOf(problem),
      labels: Array.from(labels),
      models: fits.map(({ json }) => json),
      asked: asked.map((row) => row.map((value) => (Number.isNaN(value) ? null : value))),
    })
    // Of a number the mean is put in afterwards; see startFromCenter.ts.
    if (classCount > 0) expect(fits[0]!.json).toBe(theirs.model)
    else expect(treesOf(fits[0]!.json)).toBe(treesOf(theirs.model))
    for (const [i, booster] of boosters.entries()) {
      const all = predictOutputs(booster, Float32Array.from(asked.flat()))
      const ours = classCount === 2 ? all.filter((_, output) => output % 2 === 1) : all
      expect(theirs.outputs[i]).toHaveLength(ours.length)
      for (const [output, value] of theirs.outputs[i]!.entries()) {
        if (!isSameOutput(booster, value, ours[output]!)) expect(ours[output], `output ${output}`).toBe(value)
      }
      fits[i]!.free()
    }
  },
)

function ask(question: object) {
  const { stdout, stderr } = spawnSync(python!, ['bench/peers/engine.py'], {
    input: JSON.stringify(question),
    env: { ...process.env, PYTHONPATH: dirname(dirname(dirname(library!))) },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  expect(stdout, stderr).not.toBe('')
  return JSON.parse(stdout)
}

const treesOf = (json: string) => JSON.stringify(JSON.parse(json).learner.gradient_booster.model.trees)

const rowsOf = ({ features, featureCount, labels }: Problem) =>
  Array.from(labels, (_, row) =>
    Array.from(features.subarray(row * featureCount, (row + 1) * featureCount), (it) => (Number.isNaN(it) ? null : it)),
  )

/** Each threshold, and the float32s next to it, beside random values. */
function rowsAtThresholds(boosters: Parameters<typeof thresholdsOf>[0]): number[][] {
  const random = randomRow(2)
  return thresholdsOf(boosters).flatMap((thresholds, column) =>
    Array.from(thresholds).flatMap((threshold) =>
      [beside(threshold, -1), threshold, beside(threshold, 1)].map((value) => random().with(column, value)),
    ),
  )
}

function randomRows(count: number): number[][] {
  const random = randomRow(1)
  return Array.from({ length: count }, random)
}

/** Values as those learned from and beyond, one in ten missing. */
function randomRow(seed: number): () => number[] {
  const random = mulberry32(seed)
  return () => Array.from({ length: 3 }, () => (random() < 0.1 ? Number.NaN : Math.fround(random() * 120 - 10)))
}
