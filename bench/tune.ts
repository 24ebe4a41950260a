/**
 * Where the default training parameters come from: 5-fold cross-validation of the training split, the mean of several
 * seeds, for a grid. The test split is not looked at. `node build.js bench && node dist/bench/tune.js`, after `penguins preprocess`.
 */
import { dataset } from '../core/dataset.js'
import { readSettings } from '../core/settings.js'
import { openDatabase } from '../tasks/database/open.js'
import { crossValidate } from '../tasks/train/crossValidate.js'
import { points } from '../tasks/train/grid.js'
import { parametersSchema } from '../tasks/train/parameters.js'
import { selectProblem } from '../tasks/train/problem.js'
import { readTrainingData } from '../tasks/train/trainingData.js'

const SEEDS = [1, 2, 3]
const grid = {
  max_depth: [1, 2, 3, 4],
  eta: [0.1, 0.2, 0.3],
  num_round: [20, 40, 60, 100, 150],
  min_child_weight: [1, 3],
  lambda: [1, 3],
  subsample: [1, 0.7],
}

const database = await openDatabase(readSettings(process.env).DATABASE_URL)
const data = await readTrainingData(database)
await database.close()

const rows = []
for (const point of points(grid)) {
  const parameters = parametersSchema.parse(point)
  const row: Record<string, number> = { ...point }
  for (const { name, labels: classes } of dataset.targets) {
    const problem = selectProblem(data, name, classes, 'train')
    const figures = []
    for (const seed of SEEDS) figures.push(...(await crossValidate(problem, classes, name, { parameters, seed })))
    row[`${name}_accuracy`] = mean(figures.map((it) => it.accuracy))
    row[`${name}_log_loss`] = mean(figures.map((it) => it.log_loss))
  }
  row.log_loss = dataset.targets.reduce((sum, { name }) => sum + row[`${name}_log_loss`]!, 0)
  rows.push(row)
}
rows.sort((a, b) => a.log_loss! - b.log_loss!)
console.table(rows.slice(0, 25))

function mean(values: number[]) {
  return Number((values.reduce((a, b) => a + b, 0) / values.length).toFixed(4))
}
