/** Reads the clean rows as training does, and no more. */
import { readDataset } from '../core/dataset/readDataset.js'
import { openDatabase } from '../database/open.js'
import { readTrainingData } from '../tasks/train/trainingData.js'

const database = await openDatabase(process.env.DATABASE_URL!, await readDataset('data/datapackage.json'))
await readTrainingData(database, undefined, 'rows')
await database.close()
