import { execFileSync } from 'node:child_process'
import type { Booster } from '../core/model/booster.js'
import type { Model } from '../core/model/model.js'
import { predictOutputs } from '../core/model/scores.js'
import { explainMargins } from '../core/model/shap/explainMargins.js'
import { readBundle } from '../registry/bundle.js'
import { readPointer } from '../registry/pointer.js'
import type { Bench } from './context.js'

const BATCHES = [1, 100, 10_000]
const MEASURE_MS = 1000

const TASKS = { prediction: predictOutputs, explanation: explainMargins }
/** What Python does it with. */
const PEERS = { prediction: 'inplace_predict', explanation: 'pred_contribs' }

/** Both targets' probabilities, and why, in process, for a row and for batches: the mean of a second. */
export async function benchPredict({ dataset, modelsDir, peerModelsDir, python }: Bench) {
  const model = await readBundle({ folder: modelsDir, dataset }, (await readPointer(modelsDir))!)
  for (const task of ['prediction', 'explanation'] as const) {
    const ours = BATCHES.map((rows) => `${rows} rows ${perCall(model, TASKS[task], rows).toFixed(1)} µs`)
    console.log(`${task} in process, penguins: ${ours.join(', ')}`)
    if (!python) continue
    const args = ['bench/peers/predict.py', '--models', peerModelsDir, '--task', task]
    const output = execFileSync(python, args, { encoding: 'utf8' })
    console.log(`${task} in process, Python's ${PEERS[task]}: ${output.trim().split('\n').at(-1)}`)
  }
}

function perCall(model: Model, run: (booster: Booster, rows: Float32Array) => void, rowCount: number): number {
  const example = Float32Array.from(model.manifest.golden[0]!.features, (value) => value ?? Number.NaN)
  const rows = Float32Array.from(
    { length: rowCount * example.length },
    (_, i) => example[i % example.length]! + (i % 13),
  )
  const boosters = Object.values(model.boosters)
  const call = () => {
    for (const booster of boosters) run(booster, rows)
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
