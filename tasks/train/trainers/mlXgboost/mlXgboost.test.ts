import { expect, test } from 'vitest'
import { parseBooster } from '../../../../core/model/booster.js'
import { predictOutputs } from '../../../../core/model/scores.js'
import { parametersSchema } from '../../parameters.js'
import type { Problem } from '../../problem.js'
import { boost } from './boost.js'
import { toXgboostJson } from './convert.js'

const parameters = parametersSchema.parse({ num_round: 15 })

/** Rows of three features, some missing, whose class follows from the first two. */
function problem(classCount: number, rowCount = 200): Problem {
  const features = Float32Array.from({ length: rowCount * 3 }, (_, i) => ((i * 7919) % 997) / 10)
  for (let i = 5; i < features.length; i += 17) features[i] = Number.NaN
  const labels = Int32Array.from({ length: rowCount }, (_, row) => {
    const score = (features[row * 3] || 0) + (features[row * 3 + 1] || 0)
    return Math.min(classCount - 1, Math.floor((score / 200) * classCount))
  })
  return { features, featureCount: 3, labels, classCount }
}

test.each([2, 3, 5])(
  'our predictor gives the trainer’s own probabilities, missing values too: %d classes',
  async (classes) => {
    const { features, ...rest } = problem(classes)
    const trained = await boost({ features, ...rest }, parameters, 1)
    const json = toXgboostJson(trained.binary, {
      objective: trained.objective,
      featureNames: ['a', 'b', 'c'],
      classCount: classes,
      treeCount: 15 * (classes === 2 ? 1 : classes),
    })
    const ours = predictOutputs(parseBooster(json, 'model'), features)
    for (let row = 0; row < 200; row++) {
      const theirs = trained.predictRow(features.slice(row * 3, row * 3 + 3))
      expect(theirs).toHaveLength(classes)
      for (const [c, value] of theirs.entries()) expect(Math.abs(value - ours[row * classes + c]!)).toBeLessThan(5e-7)
    }
    trained.free()
  },
)

test('equal seeds give equal bytes, another seed others', async () => {
  const bytes = []
  for (const seed of [1, 1, 2]) {
    const trained = await boost(problem(3), parameters, seed)
    bytes.push(Buffer.from(trained.binary))
    trained.free()
  }
  expect(bytes[0]!.equals(bytes[1]!)).toBe(true)
  expect(bytes[0]!.equals(bytes[2]!)).toBe(false)
})

test('more rows than the package’s own wrapper can take', async () => {
  const trained = await boost(problem(2, 400_000), parametersSchema.parse({ num_round: 1, max_depth: 1 }), 1)
  expect(trained.binary.length).toBeGreaterThan(500)
  trained.free()
})

test('what ml-xgboost would take in silence is refused', async () => {
  const good = problem(2)
  const broken = [
    { ...good, featureCount: 4 },
    { ...good, labels: good.labels.map(() => 7) },
    { ...good, features: good.features.map(() => -1) },
    { ...good, features: new Float32Array(), labels: new Int32Array() },
  ]
  for (const it of broken) await expect(boost(it, parameters, 1)).rejects.toThrow(RangeError)
})

test('a model that did not grow is not converted', async () => {
  const trained = await boost(problem(2), parameters, 1)
  const info = { objective: trained.objective, featureNames: ['a', 'b', 'c'], classCount: 2, treeCount: 16 }
  expect(() => toXgboostJson(trained.binary, info)).toThrow(/number of trees is 15, not 16/)
  trained.free()
})

test('it leaves no listener behind and the streaming compiler where it was', () => {
  expect(process.listeners('uncaughtException').some((listener) => String(listener).includes('ExitStatus'))).toBe(false)
  const { WebAssembly } = globalThis as unknown as { WebAssembly: Record<string, unknown> }
  expect(WebAssembly.instantiateStreaming).toBeTypeOf('function')
})
