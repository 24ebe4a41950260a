import type { Kysely } from 'kysely'
import { dataset, type TargetName } from '../../core/dataset.js'
import { UserError } from '../../core/errors.js'
import { readPages } from '../database/rows.js'
import type { Tables } from '../database/tables.js'
import { judge } from '../preprocess.js'
import { commonestReason, countReasons, type Reasons } from '../reasons.js'
import { FOLDS } from './crossValidate.js'
import type { TrainingData } from './trainingData.js'

/** @throws UserError TOO_FEW_ROWS when a class has too few rows for the folds or for the test, with the likely cause */
export async function checkEnough(db: Kysely<Tables>, data: TrainingData) {
  for (const { name, labels } of dataset.targets) {
    const counts = labels.map(() => ({ train: 0, test: 0 }))
    for (const [row, label] of data.labels[name].entries()) {
      if (label !== -1) counts[label]![data.isTest[row] ? 'test' : 'train']++
    }
    for (const [c, { train, test }] of counts.entries()) {
      if (train >= FOLDS && test >= 1) continue
      const [cause] = [await unknownLabels(db, name, labels), await rejections(db)].sort((a, b) => b.rows - a.rows)
      const wayOut =
        cause!.rows > 0
          ? `: ${cause!.says}; mend the file and load it again, or load more rows.`
          : '; load more rows or preprocess with another --test-fraction.'
      throw new UserError(
        'TOO_FEW_ROWS',
        `${name} ${labels[c]} has ${train} rows to train on and ${test} to test on, and needs ${FOLDS} and 1${wayOut}`,
      )
    }
  }
}

/** Why rows can't be learned from, and how many. */
interface Cause {
  rows: number
  says: string
}

/** Labels that were given and are none of the known: `120 of 120 values of sex are unknown, for example "Female" on line 2`. */
async function unknownLabels(db: Kysely<Tables>, target: TargetName, labels: readonly string[]): Promise<Cause> {
  let [given, rows, example] = [0, 0, '']
  for await (const page of readPages(db, 'penguins_raw')) {
    for (const raw of page) {
      const text = raw[target].trim()
      if (dataset.missing.includes(text)) continue
      given++
      if (labels.includes(text)) continue
      rows++
      example ||= `${JSON.stringify(text.slice(0, 40))} on line ${raw.line}`
    }
  }
  const says = `${rows} of ${given} values of ${target} are unknown, for example ${example} (known are ${labels.join(', ')})`
  return { rows, says }
}

/** Why most of the rejected rows were: each is judged again. */
async function rejections(db: Kysely<Tables>): Promise<Cause> {
  const found: Reasons = { reasons: {}, examples: {} }
  let rows = 0
  for await (const page of readPages(db, 'penguins_rejected')) {
    rows += page.length
    for (const raw of page) countReasons(found, raw.line, judge(raw).faults)
  }
  return { rows, says: `${rows} rows were rejected, most for ${commonestReason(found)}` }
}
