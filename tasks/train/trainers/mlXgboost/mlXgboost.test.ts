import { expect, test } from 'vitest'
import { contractOptions, contractProblem, declareContract } from '../contract.js'
import { mlXgboost } from './mlXgboost.js'
import { toXgboostJson } from './toXgboostJson.js'
import { loadWasm } from './wasm.js'

declareContract(async () => mlXgboost)

test('a model that did not grow is not converted', async () => {
  const wasm = await loadWasm()
  const train = wasm._train_full_model
  try {
    wasm._train_full_model = (model, rounds) => void (rounds === 1 && grown++ < 14 && train(model, rounds))
    let grown = 0
    await expect(mlXgboost.fit(contractProblem({ classCount: 2 }), contractOptions())).rejects.toThrow(
      'number of trees is 14, not 15',
    )
  } finally {
    wasm._train_full_model = train
  }
})

test('what is no model of XGBoost 0.7 is not converted', () => {
  const info = {
    objective: 'binary:logistic',
    nameThen: 'binary:logistic',
    columns: ['a'],
    classCount: 2,
    treeCount: 1,
  } as const
  expect(() => toXgboostJson(new Uint8Array(1000), info)).toThrow('the number of features is 0, not 1')
})

test('it leaves no listener behind and the streaming compiler where it was', async () => {
  await loadWasm()
  expect(process.listeners('uncaughtException').some((listener) => String(listener).includes('ExitStatus'))).toBe(false)
  const { WebAssembly } = globalThis as unknown as { WebAssembly: Record<string, unknown> }
  expect(WebAssembly.instantiateStreaming).toBeTypeOf('function')
})
