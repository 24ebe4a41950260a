import { Command } from 'commander'
import { messageOf, UserError } from '../../core/errors.js'
import { readBundle, readCurrentVersion } from '../../core/model/bundle.js'
import { readSettings, type Settings } from '../../core/settings.js'
import type { Database } from '../../tasks/database/database.js'
import { openDatabase } from '../../tasks/database/open.js'
import { countRows } from '../../tasks/database/rows.js'
import { checkTables, dataTables } from '../../tasks/database/tables.js'
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
  async function check<T>(name: string, look: () => Promise<[T, string]>): Promise<T | undefined> {
    try {
      const [found, says] = await look()
      checks.push({ name, ok: true, says })
      return found
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      checks.push({ name, ok: false, says: messageOf(error) })
      return undefined
    }
  }
  const settings = await check('settings', async () => [readSettings(process.env), 'all are right'])
  if (!settings) return checks
  const database = await check('database', async () => {
    const opened = await openDatabase(settings.DATABASE_URL)
    return [opened, `${opened.kind} at ${opened.where} answers`]
  })
  if (database) {
    await check('tables', () => examineTables(database))
    await database.close()
  }
  await check('model', () => examineModel(settings))
  return checks
}

async function examineTables({ db }: Database): Promise<[undefined, string]> {
  await checkTables(db)
  const rows = []
  for (const table of dataTables) rows.push(`${table} ${count(await countRows(db, table), 'row')}`)
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
