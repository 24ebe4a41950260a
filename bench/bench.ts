/**
 * Speed and memory, beside what a user would pick instead, in one run: `npm run bench`; `npm run bench -- page` measures the page alone,
 * `npm run bench -- load` a million rows into the database and out again, and so on: the parts are in the table below.
 * With DATABASE_URL=mysql://… also against that MySQL, whose tables it replaces.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readDataset } from '../core/dataset/readDataset.js'
import { benchBatch } from './batch.js'
import type { Bench } from './context.js'
import { benchGate } from './gate.js'
import { benchLoad } from './load.js'
import { benchLog } from './log.js'
import { benchPage } from './page.js'
import { benchPredict } from './predict.js'
import { python } from './python.js'
import { benchRead } from './read.js'
import { benchScore } from './score.js'
import { benchServe } from './serve.js'
import { benchSteps } from './steps.js'
import { benchSwaps } from './swaps.js'
import { benchTrain } from './train.js'

const folder = mkdtempSync(join(tmpdir(), 'penguins-bench-'))
const mysqlUrl = process.env.DATABASE_URL?.startsWith('mysql:') ? process.env.DATABASE_URL : undefined
// Each part uses what those before it made.
const named: Record<string, ((bench: Bench) => Promise<void>)[]> = {
  page: [benchPage],
  serve: [benchSteps, benchServe],
  predict: [benchPredict],
  score: [benchSteps, benchScore],
  batch: [benchSteps, benchBatch],
  log: [benchLog],
  train: [benchTrain],
  load: [benchLoad, benchRead],
}
const asked = process.argv[2] ?? ''
const bench: Bench = {
  dataset: await readDataset('data/datapackage.json'),
  folder,
  modelsDir: join(folder, 'models'),
  peerModelsDir: join(folder, 'peer-models'),
  python: asked === 'page' || asked === 'log' ? undefined : python(),
  mysqlUrl,
}
mkdirSync(bench.modelsDir)
mkdirSync(bench.peerModelsDir)
if (!mysqlUrl && asked !== 'page') console.log('!! SKIPPED: MySQL; name one in DATABASE_URL')
const all = [
  benchSteps,
  benchGate,
  benchPredict,
  benchServe,
  benchLog,
  benchSwaps,
  benchTrain,
  benchLoad,
  benchRead,
  benchScore,
  benchBatch,
  benchPage,
]
try {
  for (const part of named[asked] ?? all) await part(bench)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
