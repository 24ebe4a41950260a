import { dataset, type TargetName } from '../core/dataset.js'
import { mulberry32 } from '../core/random.js'
import { readBundle, readCurrentVersion } from '../registry/bundle.js'
import { judge, type TestRows } from '../tasks/evaluation/gate.js'
import type { Bench } from './context.js'
import { median } from './processes.js'

const RUNS = 5

/** What the gate adds to a training: reading the current model, and judging the new one against it on the test rows. */
export async function benchGate({ modelsDir }: Bench) {
  const version = (await readCurrentVersion(modelsDir))!
  for (const rowCount of [69, 100_000]) {
    const tests = testRows(rowCount)
    const taken = []
    for (let i = 0; i < RUNS; i++) {
      const started = performance.now()
      const model = await readBundle(modelsDir, version)
      // No files: of the same model there would be nothing to judge.
      await judge({ boosters: model.boosters, files: {} }, { model }, [], tests, 'unless-worse')
      taken.push(performance.now() - started)
    }
    console.log(`the gate, ${rowCount} test rows: ${median(taken).toFixed(1)} ms (median of ${RUNS})`)
  }
}

/** Rows of any kind: how long it takes does not depend on them. */
function testRows(rowCount: number): Record<TargetName, TestRows> {
  const random = mulberry32(1)
  const features = Float32Array.from({ length: rowCount * dataset.features.length }, (_, i) => {
    const { min, max } = dataset.features[i % dataset.features.length]!
    return min + random() * (max - min)
  })
  const of = (classCount: number): TestRows => {
    const labels = Int32Array.from({ length: rowCount }, () => Math.floor(random() * classCount))
    const problem = { features, featureCount: dataset.features.length, labels, classCount }
    return {
      all: problem,
      unseen: () => problem,
      frequencies: Array.from({ length: classCount }, () => 1 / classCount),
    }
  }
  return Object.fromEntries(dataset.targets.map(({ name, labels }) => [name, of(labels.length)])) as Record<
    TargetName,
    TestRows
  >
}
