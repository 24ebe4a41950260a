import { spawnSync } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Dataset } from '../core/dataset/dataset.js'
import { readDataset } from '../core/dataset/readDataset.js'
import { isSameOutput } from '../core/model/prove.js'
import { predictOutputs } from '../core/model/scores.js'
import { explainMargins } from '../core/model/shap/explainMargins.js'
import { round } from '../core/numbers.js'
import { describe } from '../tasks/describe/describe.js'
import { load } from '../tasks/load.js'
import { preprocess, preprocessDefaults } from '../tasks/preprocess.js'
import type { Problem } from '../tasks/problem.js'
import { parametersSchema } from '../tasks/train/parameters.js'
import { selectProblem } from '../tasks/train/selectProblem.js'
import { train } from '../tasks/train/train.js'
import { readTrainingData } from '../tasks/train/trainingData.js'
import { penguins } from '../test/datasets.js'
import { freshDatabase, temporaryFolder } from '../test/freshDatabase.js'
import { having } from '../test/having.js'
import { writeMixedTable } from '../test/tables.js'
import { readBundle } from './bundle.js'

/** A Python that has the package xgboost; without it there is nothing to compare with. */
const python = process.env.XGBOOST_PYTHON

/** A folder of what bench/peers/tables.py writes: tables that nobody made for this program. */
const foreign = process.env.SCIKIT_LEARN_TABLES

const tables: [string, () => Promise<Dataset>][] = [
  ['the reference data', async () => penguins],
  ['features and targets of every kind, with missing values', () => writeMixedTable(temporaryFolder())],
  ...(foreign
    ? ([
        ['scikit-learn’s titanic', () => draft(foreign, 'titanic.csv', 'survived')],
        ['scikit-learn’s diabetes', () => draft(foreign, 'diabetes.csv', 'target')],
      ] satisfies [string, () => Promise<Dataset>][])
    : []),
]

/** The data set as `penguins describe` drafts it, unread by anybody. */
async function draft(from: string, name: string, target: string): Promise<Dataset> {
  const csv = join(temporaryFolder(), name)
  copyFileSync(join(from, name), csv)
  const { dataset } = await describe(csv, { targets: [target] })
  return readDataset(dataset.definitionFile)
}

for (const [what, make] of tables) {
  test.skipIf(!python)(
    `${what}: Python’s xgboost opens the bundle and gives the same outputs and contributions`,
    async () => {
      const { data, model, folder } = await trained(await make())
      // Each row whole, and once more with a value missing.
      const width = data.columns.length
      const whole = rowsOf(data.features, width)
      const rows = [...whole, ...whole.map((row, i) => row.map((value, j) => (j === i % width ? null : value)))]
      const theirs: Record<string, Record<'outputs' | 'contributions', number[][]>> = ask('parity.py', [folder], {
        columns: data.columns,
        rows,
      })
      const values = Float32Array.from(rows.flat(), (value) => value ?? Number.NaN)
      for (const [name, booster] of Object.entries(model.boosters)) {
        const { outputCount, groupCount, featureCount } = booster
        const { outputs, contributions } = theirs[name]!
        const ours = predictOutputs(booster, values)
        expect(outputs).toHaveLength(rows.length)
        for (const [row, given] of outputs.entries()) {
          // For two classes Python gives the second's probability alone.
          const all = booster.objective === 'binary:logistic' ? [1 - given[0]!, given[0]!] : given
          for (const [c, value] of all.entries()) {
            const own = ours[row * outputCount + c]!
            if (!isSameOutput(booster, value, own)) expect(own, `${name}, row ${row}`).toBe(value)
          }
        }
        const explained = explainMargins(booster, values)
        const size = Math.max(1, Math.abs(explained.baseValues[0]!))
        for (const [row, given] of contributions.entries()) {
          expect(given).toHaveLength(groupCount * (featureCount + 1))
          for (const [i, value] of given.entries()) {
            const [group, feature] = [Math.floor(i / (featureCount + 1)), i % (featureCount + 1)]
            const own = explained.contributions
              .subarray((row * groupCount + group) * featureCount)
              .subarray(0, featureCount)
            // Python gives the base value last.
            const difference = Math.abs(value - (own[feature] ?? explained.baseValues[group]!))
            if (!(difference < 1e-5 * size)) expect(difference, `${name}, row ${row}`).toBe(0)
          }
        }
      }
    },
  )

  test.skipIf(!python)(
    `${what}: Python’s xgboost, trained by the same rows, is as good within the spread of the folds`,
    async () => {
      const { data, model, options } = await trained(await make())
      for (const target of data.dataset.targets) {
        const [training, testing] = [selectProblem(data, target, 'train'), selectProblem(data, target, 'test')]
        const { objective, metrics } = model.manifest.targets[target.name]!
        const theirs: { accuracy?: number; rmse?: number } = ask('fit.py', [], {
          objective,
          classes: training.classCount,
          parameters: options.parameters,
          seed: options.seed,
          train: described(training),
          test: described(testing),
        })
        if (training.kind === 'number') {
          const { test, cross_validation: cv } = having(model.manifest.targets[target.name], 'range').metrics
          expect(Math.abs(theirs.rmse! - test.rmse), `${target.name} ${theirs.rmse} ${test.rmse}`).toBeLessThan(
            cv.rmse.sd,
          )
        } else {
          const { test, cross_validation: cv } = having(model.manifest.targets[target.name], 'classes').metrics
          expect(Math.abs(round(theirs.accuracy!) - test.accuracy), target.name).toBeLessThanOrEqual(cv.accuracy.sd)
        }
        expect(metrics.test.rows).toBe(testing.labels.length)
      }
    },
  )
}

async function trained(dataset: Dataset) {
  const modelsDir = temporaryFolder()
  const { database } = await freshDatabase(undefined, dataset)
  await load(database, dataset.file)
  await preprocess(database, preprocessDefaults)
  const data = await readTrainingData(database)
  const options = {
    parameters: parametersSchema.parse({ subsample: 1 }),
    seed: 1,
    modelsDir,
    promote: 'always' as const,
  }
  const { version, folder } = await train(database, options)
  return { data, model: await readBundle({ folder: modelsDir, dataset }, version), folder, options }
}

const described = ({ features, featureCount, labels }: Problem) => ({
  rows: rowsOf(features, featureCount),
  labels: Array.from(labels),
})

/** NaN becomes null, as JSON has it. */
const rowsOf = (features: Float32Array, width: number) =>
  Array.from({ length: features.length / width }, (_, row) =>
    Array.from(features.subarray(row * width, (row + 1) * width), (value) => (Number.isNaN(value) ? null : value)),
  )

function ask(script: string, args: string[], question: object) {
  const input = JSON.stringify(question)
  const options = { input, encoding: 'utf8', maxBuffer: 1 << 28 } as const
  const { stdout, stderr } = spawnSync(python!, [`bench/peers/${script}`, ...args], options)
  expect(stdout, stderr).not.toBe('')
  return JSON.parse(stdout.trim().split('\n').at(-1)!)
}
