import { classesOf, type Target } from '../core/dataset/dataset.js'
import type { Model } from '../core/model/model.js'
import { mulberry32 } from '../core/random.js'
import { readBundle } from '../registry/bundle.js'
import { readPointer } from '../registry/pointer.js'
import { type ChallengerTarget, judge } from '../tasks/evaluation/gate.js'
import type { Problem } from '../tasks/problem.js'
import type { Bench } from './context.js'
import { median } from './processes.js'

const RUNS = 5

/** What the gate adds to a training: reading the current model, and judging the new one against it on the test rows. */
export async function benchGate({ dataset, modelsDir }: Bench) {
  const version = (await readPointer(modelsDir))!
  for (const rowCount of [69, 100_000]) {
    const taken = []
    let targets: ChallengerTarget[] | undefined
    for (let i = 0; i < RUNS; i++) {
      const started = performance.now()
      const model = await readBundle({ folder: modelsDir, dataset }, version)
      const read = performance.now() - started
      targets ??= dataset.targets.map((target) => challenge(target, model, rowCount))
      const judging = performance.now()
      await judge({ targets }, { model }, [], 'unless-worse')
      taken.push(read + performance.now() - judging)
    }
    console.log(`the gate, ${rowCount} test rows: ${median(taken).toFixed(1)} ms (median of ${RUNS})`)
  }
}

/** The model itself as a challenger, on rows of any kind: how long it takes does not depend on them. */
function challenge(target: Target, { manifest, boosters }: Model, rowCount: number): ChallengerTarget {
  const random = mulberry32(1)
  const ranges = manifest.features.map(({ min = 0, max = 1 }) => ({ min, max }))
  const features = Float32Array.from({ length: rowCount * ranges.length }, (_, i) => {
    const { min, max } = ranges[i % ranges.length]!
    return min + random() * (max - min)
  })
  const classCount = classesOf(target)?.length ?? 0
  const labels = Float32Array.from({ length: rowCount }, () => Math.floor(random() * classCount))
  const test: Problem = { features, featureCount: ranges.length, labels, kind: 'classes', classCount }
  const guess = Array.from({ length: classCount }, () => 1 / classCount)
  // No checksum: of the same model there would be nothing to judge.
  return { target, booster: boosters[target.name]!, sha256: '', test, unseen: () => test, guess }
}
