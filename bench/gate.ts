import { classesOf, type Target } from '../core/dataset/dataset.js'
import type { Model } from '../core/model/model.js'
import { mulberry32 } from '../core/random.js'
import { readBundle } from '../registry/bundle.js'
import { readPointer } from '../registry/pointer.js'
import { type ChallengerTarget, judge } from '../tasks/evaluation/gate.js'
import type { Problem } from '../tasks/problem.js'
import type { Bench } from './context.js'
import { byTurns, type Figure } from './table.js'
import { trainIfNone } from './trainIfNone.js'

const TURNS = 5

/** What the gate adds to a training: reading the current model, and judging the new one against it on the test rows. */
export async function benchGate({ dataset, modelsDir, folder }: Bench) {
  await trainIfNone(modelsDir, folder)
  const version = (await readPointer(modelsDir))!
  const read = () => readBundle({ folder: modelsDir, dataset }, version)
  const current = await read()
  for (const rowCount of [69, 100_000]) {
    const targets = dataset.targets.map((target) => challenge(target, current, rowCount))
    const turn = async (): Promise<Figure[]> => {
      const started = performance.now()
      await judge({ targets }, { model: await read() }, [], 'unless-worse')
      return [{ value: performance.now() - started, unit: 'ms' }]
    }
    const rows = rowCount.toLocaleString('en')
    await byTurns(`judging a model against the current one on ${rows} test rows`, { Penguins: turn }, TURNS)
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
