/** The API, which here looks for another model twenty times a second. */
import { buildApp } from '../api/app.js'
import { readDataset } from '../core/dataset/readDataset.js'
import { readSettings } from '../core/settings.js'

const settings = readSettings(process.env)
const app = await buildApp(settings, await readDataset(settings.DATASET), { pollMs: 50 })
await app.listen({ port: settings.PORT })
