import { execFileSync } from 'node:child_process'
import { dataset } from '../core/dataset.js'
import { type Model, readBundle, readCurrentVersion } from '../core/model/bundle.js'
import { predictProbabilities } from '../core/model/predict.js'
import type { Bench } from './context.js'

const BATCHES = [1, 100, 10_000]
const MEASURE_MS = 1000

/** Both targets' probabilities in process, for a row and for batches; best of the slices of a second. */
export async function benchPredict({ modelsDir, peerModelsDir, python }: Bench) {
  const model = await readBundle(modelsDir, (await readCurrentVersion(modelsDir))!)
  const ours = BATCHES.map((rows) => `${rows} rows ${perCall(model, rows).toFixed(1)} µs`)
  console.log(`prediction in process, penguins: ${ours.join(', ')}`)
  if (!python) return
  const output = execFileSync(python, ['bench/peers/predict.py', '--models', peerModelsDir], { encoding: 'utf8' })
  console.log(`prediction in process, Python's inplace_predict: ${output.trim().split('\n').at(-1)}`)
}

function perCall({ boosters }: Model, rowCount: number): number {
  const examples = dataset.features.map(({ example }) => example)
  const rows = Float32Array.from(
    { length: rowCount * examples.length },
    (_, i) => examples[i % examples.length]! + (i % 13),
  )
  const call = () => {
    for (const { name } of dataset.targets) predictProbabilities(boosters[name], rows)
  }
  for (let i = 0; i < 20_000 / rowCount; i++) call()
  let calls = 0
  const started = performance.now()
  while (performance.now() - started < MEASURE_MS) {
    call()
    calls++
  }
  return ((performance.now() - started) * 1000) / calls
}
