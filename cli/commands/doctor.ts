import { Command } from 'commander'
import { messageOf, UserError } from '../../core/errors.js'
import { readSettings, type Settings } from '../../core/settings.js'
import { readBundle, readCurrentVersion } from '../../registry/bundle.js'
import type { Database } from '../../tasks/database/database.js'
import { openDatabase } from '../../tasks/database/open.js'
import { countRows } from '../../tasks/database/rows.js'
import { checkTables, checkWritable, rowTables } from '../../tasks/database/tables.js'
import { count, print, say } from '../output.js'

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

/** What follows from a check that failed is not looked at. */
async function examine(): Promise<Check[]> {
  const checks: Check[] = []
  let database: Database | undefined
  async function check<T>(name: string, look: () => Promise<[T, string]>): Promise<T | undefined> {
    try {
      const [found, says] = await look()
      checks.push({ name, ok: true, says })
      return found
    } catch (error) {
      const known = database ? database.explain(error) : error
      if (!(known instanceof UserError)) throw error
      checks.push({ name, ok: false, says: messageOf(known) })
      return undefined
    }
  }
  const settings = await check('settings', async () => [readSettings(process.env), 'all are right'])
  if (!settings) return checks
  const opened = await check('database', async () => {
    database = await openDatabase(settings.DATABASE_URL)
    return [database, `${database.kind} at ${database.where} answers`]
  })
  if (opened) {
    await check('rights', async () => {
      await checkWritable(opened.db, opened.kind)
      return [undefined, 'tables can be made, filled, renamed and dropped']
    })
    await check('tables', () => examineTables(opened))
    await opened.close()
  }
  await check('model', () => examineModel(settings))
  return checks
}

async function examineTables({ db }: Database): Promise<[undefined, string]> {
  await checkTables(db)
  const rows = []
  for (const table of rowTables) rows.push(`${table} ${count(await countRows(db, table), 'row')}`)
  return [undefined, rows.join(', ')]
}

async function examineModel({ MODELS_DIR }: Settings): Promise<[undefined, string]> {
  const version = await readCurrentVersion(MODELS_DIR)
  if (version === undefined) {
    throw new UserError('NO_MODEL', `${MODELS_DIR} holds no model yet; run \`penguins run\`, which trains one.`)
  }
  await readBundle(MODELS_DIR, version)
  return [undefined, `${version} in ${MODELS_DIR} is sound`]
}
