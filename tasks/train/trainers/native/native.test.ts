import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../../../test/freshDatabase.js'
import { contractOptions, contractProblem, declareContract } from '../contract.js'
import { nativeTrainer } from './native.js'

/** XGBoost's library; `.ci/needs xgboost FOLDER` gets it. */
const library = process.env.XGBOOST_LIBRARY ?? ''

describe.skipIf(!library)('in memory', () => declareContract(() => nativeTrainer(library, temporaryFolder())))

describe.skipIf(!library)('on disk', () => declareContract(() => nativeTrainer(library, temporaryFolder(), 0)))

test.skipIf(!library)('where a matrix is kept changes no byte of the model', async () => {
  const trainers = [await nativeTrainer(library, temporaryFolder()), await nativeTrainer(library, temporaryFolder(), 0)]
  for (const classCount of [0, 2, 3]) {
    const problem = contractProblem({ classCount, rowCount: 2000 })
    const fits = await Promise.all(trainers.map((trainer) => trainer.fit(problem, contractOptions())))
    expect(fits[0]!.json).toBe(fits[1]!.json)
    for (const { free } of fits) free()
  }
})

test.skipIf(!library)('on disk a training leaves nothing, and removes what a killed one left', async () => {
  const scratch = temporaryFolder()
  const [killed, living, elsewhere] = [
    `.training-${hostname()}-999999999-abc`,
    `.training-${hostname()}-${process.pid}-abc`,
    '.training-another-machine-999999999-abc',
  ]
  for (const name of [killed, living, elsewhere]) mkdirSync(join(scratch, name))
  const trainer = await nativeTrainer(library, scratch, 0)
  const during: string[] = []
  const onRound = () => void during.push(...readdirSync(scratch))
  const fit = await trainer.fit(contractProblem({ classCount: 2 }), { ...contractOptions({ num_round: 1 }), onRound })
  fit.free()
  expect(during).toHaveLength(3)
  expect(readdirSync(scratch).sort()).toEqual([living, elsewhere].sort())
})

test.skipIf(!library).each([
  { rowCount: 200, how: 'on one thread' },
  { rowCount: 100_000, how: 'on several' },
])('what XGBoost refuses is a sentence, $how', async ({ rowCount }) => {
  const trainer = await nativeTrainer(library, temporaryFolder())
  const options = contractOptions()
  const wrong = { ...options, parameters: { ...options.parameters, max_depth: -1 } }
  await expect(trainer.fit(contractProblem({ classCount: 2, rowCount }), wrong)).rejects.toMatchObject({
    name: 'UserError',
    message:
      'XGBoost does not train with these parameters: value -1 for Parameter max_depth should be greater equal to 0.',
  })
})

test.skipIf(!library)('the event loop is free while it trains', async () => {
  const trainer = await nativeTrainer(library, temporaryFolder())
  const options = contractOptions({ num_round: 3, max_depth: 8 })
  let turns = 0
  const timer = setInterval(() => turns++, 1)
  const fit = await trainer.fit(contractProblem({ classCount: 3, rowCount: 100_000 }), options)
  clearInterval(timer)
  fit.free()
  expect(turns).toBeGreaterThan(3)
})

test('no library, or what is none, is a sentence that says what to do', async () => {
  const refused = (path: string) => expect(nativeTrainer(path, temporaryFolder())).rejects
  await refused('/no/libxgboost.so').toThrow(
    'There is no XGBoost library /no/libxgboost.so; name the libxgboost.so of the package xgboost-cpu in XGBOOST_LIBRARY, or train with --engine ml-xgboost.',
  )
  await refused('package.json').toThrow(/^package.json is no library that this machine can load \(.+\); name another/)
  // Any other library that is here for certain.
  const [other] = (process.report.getReport() as { sharedObjects: string[] }).sharedObjects.filter(
    (path) => path.startsWith('/') && /\.(so|dylib)\b/.test(path) && existsSync(path),
  )
  if (other) await refused(other).toThrow(`${other} is no library of XGBoost 3; name another`)
})
