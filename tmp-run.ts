import { readDataset } from './core/dataset/readDataset.js'
import { openDatabase } from './tasks/database/open.js'
import { ensureTables } from './tasks/database/checkTables.js'
import { load } from './tasks/load.js'
import { preprocess, preprocessDefaults } from './tasks/preprocess.js'
import { train } from './tasks/train/train.js'
import { parametersSchema } from './tasks/train/parameters.js'
import { trainStep } from './cli/commands/train.js'
const [definition, folder, seed = '42', splitSeed, params = '{}'] = process.argv.slice(2) as string[]
const dataset = await readDataset(definition!)
const database = await openDatabase(`sqlite:${folder}/db.sqlite`, dataset)
await ensureTables(database)
const timed = async <T>(what: string, f: () => Promise<T>) => { const t = performance.now(); const r = await f(); console.error(what, Math.round(performance.now() - t), 'ms', Math.round(process.memoryUsage().rss / 1e6), 'MB'); return r }
await timed('load', () => load(database, dataset.file))
console.error(JSON.stringify(await timed('preprocess', () => preprocess(database, { ...preprocessDefaults, ...(splitSeed && { seed: Number(splitSeed) }) }))).slice(0, 600))
const result = await timed('train', () => train(database, { parameters: parametersSchema.parse(JSON.parse(params)), seed: Number(seed), modelsDir: `${folder}/models`, promote: 'unless-worse' }))
console.error(trainStep.describe(result, dataset).join('\n'))
console.log(JSON.stringify(result.targets))
await database.close()
