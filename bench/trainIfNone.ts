import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './processes.js'

/** A part that is measured alone has no model from those before it. */
export async function trainIfNone(modelsDir: string, folder: string) {
  if (readdirSync(modelsDir).length > 0) return
  const database = { DATABASE_URL: `sqlite:${join(folder, 'alone.sqlite')}`, MODELS_DIR: modelsDir }
  await run(process.execPath, ['dist/cli/penguins.js', 'run'], database)
}
