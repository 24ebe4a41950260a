import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { dataset } from '../core/dataset.js'
import { predictOutputs } from '../core/model/scores.js'
import { explainMargins } from '../core/model/shap/explainMargins.js'
import { temporaryFolder } from '../test/freshDatabase.js'
import { trainModel } from '../test/trainedModel.js'
import { readBundle } from './bundle.js'

/** A Python that has the package xgboost; without it there is nothing to compare with. */
const python = process.env.XGBOOST_PYTHON

test.skipIf(!python)(
  'Python’s xgboost opens the bundle and gives the same probabilities and contributions for all 344 rows, whole and with a value missing',
  async () => {
    const lines = readFileSync(dataset.file, 'utf8').trim().split('\n').slice(1)
    const measured = lines.map((line) =>
      line
        .split(',')
        .slice(2, 6)
        .map((value) => (value === 'NA' ? null : Number(value))),
    )
    const rows = [
      ...measured,
      ...measured.map((row, i) => row.map((value, j) => (j === i % row.length ? null : value))),
    ]
    const features = dataset.features.map(({ name }) => name)
    const modelsDir = temporaryFolder()
    const { version, folder } = await trainModel(modelsDir)

    const input = JSON.stringify({ features, rows })
    const { stdout, stderr } = spawnSync(python!, ['bench/peers/parity.py', folder], { input, encoding: 'utf8' })
    expect(stdout, stderr).not.toBe('')
    const theirs = JSON.parse(stdout.trim().split('\n').at(-1)!) as Record<
      string,
      Record<'probabilities' | 'contributions', number[][]>
    >

    const { boosters } = await readBundle(modelsDir, version)
    const values = Float32Array.from(rows.flat(), (value) => value ?? Number.NaN)
    for (const { name, labels } of dataset.targets) {
      const ours = predictOutputs(boosters[name], values)
      expect(theirs[name]!.probabilities).toHaveLength(2 * 344)
      for (const [row, probabilities] of theirs[name]!.probabilities.entries()) {
        // For two classes Python gives the second's probability alone.
        const all = labels.length === 2 ? [1 - probabilities[0]!, probabilities[0]!] : probabilities
        for (const [c, value] of all.entries())
          expect(Math.abs(value - ours[row * labels.length + c]!)).toBeLessThan(1e-6)
      }

      const { baseValues, contributions } = explainMargins(boosters[name], values)
      for (const [row, given] of theirs[name]!.contributions.entries()) {
        const { groupCount, featureCount } = boosters[name]
        expect(given).toHaveLength(groupCount * (featureCount + 1))
        for (const [i, value] of given.entries()) {
          const [group, feature] = [Math.floor(i / (featureCount + 1)), i % (featureCount + 1)]
          const own = contributions.subarray((row * groupCount + group) * featureCount).subarray(0, featureCount)
          // Python gives the base value last.
          expect(Math.abs(value - (own[feature] ?? baseValues[group]!))).toBeLessThan(1e-5)
        }
      }
    }
  },
)
