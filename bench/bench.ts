/**
 * Speed and memory, beside what a user would pick instead, in one run: `npm run bench`. `npm run bench -- PART` measures one part, by the
 * names in the table below. `npm run bench -- check` is a short form that fails where a ratio to the others fell by more than a third
 * against `bench/ratios.json`; `npm run bench -- keep` writes them there.
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
import { checkRatios, keepRatios } from './ratios.js'
import { benchRead } from './read.js'
import { benchScore } from './score.js'
import { benchServe } from './serve.js'
import { benchSteps } from './steps.js'
import { benchSwaps } from './swaps.js'
import { ratios, writeTable } from './table.js'
import { benchTrain } from './train.js'

const TABLE = 'dist/bench/table.json'

const folder = mkdtempSync(join(tmpdir(), 'penguins-bench-'))
const mysqlUrl = process.env.DATABASE_URL?.startsWith('mysql:') ? process.env.DATABASE_URL : undefined
// Each part uses what those before it made.
const parts: Record<string, ((bench: Bench) => Promise<void>)[]> = {
  steps: [benchSteps],
  gate: [benchGate],
  predict: [benchPredict],
  serve: [benchSteps, benchServe],
  log: [benchLog],
  swaps: [benchSteps, benchSwaps],
  train: [benchTrain],
  load: [benchLoad, benchRead],
  score: [benchSteps, benchScore],
  batch: [benchSteps, benchBatch],
  page: [benchPage],
}
const all = [...new Set(Object.values(parts).flat())]
const short = [benchSteps, benchPredict, benchServe, benchTrain, benchLoad]
const asked = process.argv[2] ?? ''
const names = [...Object.keys(parts), 'check', 'keep']
if (asked && !names.includes(asked)) {
  console.error(`There is no part ${asked} of the bench; name one of ${names.join(', ')}, or none for all.`)
  process.exit(2)
}
const bench: Bench = {
  dataset: await readDataset('data/datapackage.json'),
  folder,
  modelsDir: join(folder, 'models'),
  peerModelsDir: join(folder, 'peer-models'),
  python: ['gate', 'log', 'page'].includes(asked) ? undefined : python(),
  mysqlUrl,
  isShort: asked === 'check' || asked === 'keep',
}
mkdirSync(bench.modelsDir)
mkdirSync(bench.peerModelsDir)
if (!mysqlUrl && asked !== 'page') console.log('!! SKIPPED: MySQL; name one in DATABASE_URL')
try {
  for (const part of bench.isShort ? short : (parts[asked] ?? all)) await part(bench)
  writeTable(TABLE)
  console.log(`\nthe table as JSON: ${TABLE}`)
  if (asked === 'keep') keepRatios(ratios())
  if (asked === 'check' && checkRatios(ratios()) > 0) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
