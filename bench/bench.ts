/**
 * Speed and memory, beside what a user would pick instead, in one run: `npm run bench`; `npm run bench -- page` measures the page
 * alone, and `npm run bench -- log` the prediction log.
 * With DATABASE_URL=mysql://… also against that MySQL, whose tables it replaces.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readDataset } from '../core/dataset/readDataset.js'
import type { Bench } from './context.js'
import { benchGate } from './gate.js'
import { benchLoad } from './load.js'
import { benchLog } from './log.js'
import { benchPage } from './page.js'
import { benchPredict } from './predict.js'
import { python } from './python.js'
import { benchScore } from './score.js'
import { benchServe } from './serve.js'
import { benchSteps } from './steps.js'
import { benchSwaps } from './swaps.js'

const folder = mkdtempSync(join(tmpdir(), 'penguins-bench-'))
const mysqlUrl = process.env.DATABASE_URL?.startsWith('mysql:') ? process.env.DATABASE_URL : undefined
// Each part uses what those before it made; those that are named can do without.
const named = { page: benchPage, log: benchLog }
const only = named[process.argv[2] as keyof typeof named] as typeof benchPage | undefined
const bench: Bench = {
  dataset: await readDataset('data/datapackage.json'),
  folder,
  modelsDir: join(folder, 'models'),
  peerModelsDir: join(folder, 'peer-models'),
  python: only ? undefined : python(),
  mysqlUrl,
}
mkdirSync(bench.modelsDir)
mkdirSync(bench.peerModelsDir)
if (!mysqlUrl && only !== benchPage) console.log('!! SKIPPED: MySQL; name one in DATABASE_URL')
const parts = only
  ? [only]
  : [benchSteps, benchGate, benchPredict, benchServe, benchLog, benchSwaps, benchLoad, benchScore, benchPage]
try {
  for (const part of parts) await part(bench)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
