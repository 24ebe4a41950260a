import { readSettings } from '../core/settings.js'
import { openDatabase } from '../database/open.js'
import { countRows } from '../database/rows.js'
import { rowTables } from '../database/tables.js'
import { penguins } from './datasets.js'
import { dropTables } from './freshDatabase.js'

/** Tests empty the MySQL database that DATABASE_URL names: they refuse one with rows in it, and leave nothing behind. */
export default async function setup() {
  const { DATABASE_URL } = readSettings(process.env)
  if (!DATABASE_URL.startsWith('mysql:')) return undefined
  const database = await openDatabase(DATABASE_URL, penguins)
  const there = (await database.db.introspection.getTables()).map(({ name }) => name)
  const { predictions, predictionLog, trueLabels } = database.tables
  for (const table of [...rowTables(database.tables), predictions, predictionLog, trueLabels]) {
    if (there.includes(table.name) && (await countRows(database.db, table)) > 0) {
      await database.close()
      throw new Error(
        `The tests empty ${database.where}, and ${table.name} there holds rows: name another database, or empty this one first.`,
      )
    }
  }
  await database.close()
  return async () => {
    const database = await openDatabase(DATABASE_URL, penguins)
    await dropTables(database)
    await database.close()
  }
}
