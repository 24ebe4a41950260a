import { Command } from 'commander'
import type { Dataset } from '../../core/dataset/dataset.js'
import { readDataset } from '../../core/dataset/readDataset.js'
import { messageOf, UserError } from '../../core/errors.js'
import { readSettings } from '../../core/settings.js'
import { checkTables, checkWritable, hasTable } from '../../database/checkTables.js'
import type { Database } from '../../database/database.js'
import { openDatabase } from '../../database/open.js'
import { openLog } from '../../database/openLog.js'
import { countRows } from '../../database/rows.js'
import { rowTables } from '../../database/tables.js'
import { readBundle } from '../../registry/bundle.js'
import { noModel } from '../../registry/noModel.js'
import { readPointer } from '../../registry/pointer.js'
import type { Registry } from '../../registry/registry.js'
import { count, print, say } from '../output.js'
import { trainerOf } from './train.js'

interface Check {
  name: string
  ok: boolean
  says: string
}

export const doctorCommand = () =>
  new Command('doctor').description('look whether all is there that the program needs').action(async () => {
    const checks = await examine()
    for (const { name, ok, says } of checks) say(name, `${ok ? '✓' : '✗'} ${says}`)
    const ok = checks.every((check) => check.ok)
    print({ task: 'doctor', ok, checks })
    if (!ok) process.exitCode = 1
  })

/** Checks that depend on one that failed are left out. */
async function examine(): Promise<Check[]> {
  const checks: Check[] = []
  /** @param explain makes a sentence of an error, where it can */
  async function check<T>(name: string, look: () => Promise<[T, string]>, explain = (error: unknown) => error) {
    try {
      const [found, says] = await look()
      checks.push({ name, ok: true, says })
      return found
    } catch (error) {
      const known = explain(error)
      if (!(known instanceof UserError)) throw error
      checks.push({ name, ok: false, says: messageOf(known) })
      return undefined
    }
  }
  const settings = await check('settings', async () => [readSettings(process.env), 'all are right'])
  if (!settings) return checks
  const dataset = await check('definition', () => examineDefinition(settings.DATASET))
  if (!dataset) return checks
  const database = await check('database', async () => {
    const opened = await openDatabase(settings.DATABASE_URL, dataset)
    return [opened, `${opened.kind} at ${opened.where} answers`]
  })
  if (database) {
    await check('rights', () => examineRights(database), database.explain)
    await check('tables', () => examineTables(database), database.explain)
    await database.close()
  }
  const { PREDICTION_LOG: url } = settings
  if (url !== undefined) await check('log', () => examineLog(url, dataset))
  await check('engine', async () => [undefined, `${(await trainerOf(settings)).name} trains`])
  await check('model', () => examineModel({ folder: settings.MODELS_DIR, dataset }))
  return checks
}

async function examineDefinition(path: string): Promise<[Dataset, string]> {
  const dataset = await readDataset(path)
  const { name, definitionFile, columns, features, targets } = dataset
  const parts = [count(columns.length, 'column'), count(features.length, 'feature'), count(targets.length, 'target')]
  return [dataset, `${name} by ${definitionFile}: ${parts.join(', ')}`]
}

async function examineRights(database: Database): Promise<[undefined, string]> {
  await checkWritable(database)
  return [undefined, 'tables can be made, filled, renamed and dropped']
}

async function examineTables(database: Database): Promise<[undefined, string]> {
  await checkTables(database)
  const rows = []
  for (const table of rowTables(database.tables)) {
    rows.push(`${table.name} ${count(await countRows(database.db, table), 'row')}`)
  }
  return [undefined, rows.join(', ')]
}

async function examineLog(url: string, dataset: Dataset): Promise<[undefined, string]> {
  const log = await openLog(url, dataset)
  try {
    const { predictionLog } = log.tables
    const rows = (await hasTable(log, predictionLog)) ? count(await countRows(log.db, predictionLog), 'row') : undefined
    return [undefined, `${predictionLog.name} in ${log.where} ${rows ? `has ${rows}` : 'will be made by the API'}`]
  } catch (error) {
    throw log.explain(error)
  } finally {
    await log.close()
  }
}

async function examineModel(registry: Registry): Promise<[undefined, string]> {
  const version = await readPointer(registry.folder)
  if (version === undefined) throw new UserError('NO_MODEL', noModel(registry.dataset))
  await readBundle(registry, version)
  return [undefined, `${version} in ${registry.folder} is sound`]
}
