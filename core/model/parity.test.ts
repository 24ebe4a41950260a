import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../test/freshDatabase.js'
import { trainModel } from '../../test/trainedModel.js'
import { dataset } from '../dataset.js'
import { readBundle } from './bundle.js'
import { predictProbabilities } from './predict.js'

/** A Python that has the package xgboost; without it there is nothing to compare with. */
const python = process.env.XGBOOST_PYTHON

test.skipIf(!python)(
  'Python’s xgboost opens the bundle and gives the same probabilities for all 344 rows',
  async () => {
    const lines = readFileSync(dataset.file, 'utf8').trim().split('\n').slice(1)
    const rows = lines.map((line) =>
      line
        .split(',')
        .slice(2, 6)
        .map((value) => (value === 'NA' ? null : Number(value))),
    )
    const features = dataset.features.map(({ name }) => name)
    const modelsDir = temporaryFolder()
    const { version, folder } = await trainModel(modelsDir)

    const input = JSON.stringify({ features, rows })
    const { stdout, stderr } = spawnSync(python!, ['bench/peers/parity.py', folder], { input, encoding: 'utf8' })
    expect(stdout, stderr).not.toBe('')
    const theirs = JSON.parse(stdout.trim().split('\n').at(-1)!) as Record<string, number[][]>

    const { boosters } = await readBundle(modelsDir, version)
    const values = Float32Array.from(rows.flat(), (value) => value ?? Number.NaN)
    for (const { name, labels } of dataset.targets) {
      const ours = predictProbabilities(boosters[name], values)
      expect(theirs[name]).toHaveLength(344)
      for (const [row, probabilities] of theirs[name]!.entries()) {
        // For two classes Python gives the second's probability alone.
        const all = labels.length === 2 ? [1 - probabilities[0]!, probabilities[0]!] : probabilities
        for (const [c, value] of all.entries())
          expect(Math.abs(value - ours[row * labels.length + c]!)).toBeLessThan(1e-6)
      }
    }
  },
)
