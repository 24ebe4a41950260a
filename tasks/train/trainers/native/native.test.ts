import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../../../test/freshDatabase.js'
import { contractOptions, contractProblem, declareContract } from '../contract.js'
import { nativeTrainer } from './native.js'

const library = process.env.XGBOOST_LIBRARY!
describe('in memory', async () => declareContract(await nativeTrainer(library, temporaryFolder())))

describe('on disk', async () => declareContract(await nativeTrainer(library, temporaryFolder(), 0)))

test('x', async () => {
  const [a, b] = [await nativeTrainer(library, temporaryFolder()), await nativeTrainer(library, temporaryFolder(), 0)]
  for (const classCount of [0, 2, 3]) {
    const problem = contractProblem({ classCount, rowCount: 2000 })
    const [x, y] = [await a.fit(problem, contractOptions()), await b.fit(problem, contractOptions())]
    expect(x.json).toBe(y.json)
  }
})
