import type { Target } from '../../core/dataset/dataset.js'
import { listed } from '../../core/dataset/wording.js'
import type { Database } from '../../database/database.js'
import { readPages } from '../../database/rows.js'
import { judge } from '../judge.js'
import { commonestReason, countReasons, type Reasons } from '../reasons.js'

/** Why rows can't be learned from, and how many. */
interface Cause {
  rows: number
  says: string
}

/** Why a target can't learn from most of the rows it lacks, in words; undefined where it can learn from all. */
export async function likelyCause(database: Database, target: Target): Promise<string | undefined> {
  const [unknown, rejected] = [await unknownLabels(database, target), await rejections(database)]
  const cause = rejected.rows > unknown.rows ? rejected : unknown
  return cause.rows > 0 ? cause.says : undefined
}

/** Labels that were given but are unknown: `120 of 120 values of sex are unknown, for example "Female" on line 2`. */
async function unknownLabels({ db, dataset, tables }: Database, target: Target): Promise<Cause> {
  let [given, rows, example] = [0, 0, '']
  for await (const page of readPages(db, tables.raw)) {
    for (const raw of page) {
      const { faults, unlabeled } = judge(dataset, raw)
      const fault = [...faults, ...unlabeled].find(({ column }) => column.name === target.name)?.fault
      if (fault?.startsWith('missing')) continue
      given++
      if (fault !== 'unknown label') continue
      rows++
      example ||= `${JSON.stringify(String(raw[target.name]).trim().slice(0, 40))} on line ${raw.line}`
    }
  }
  const says = `${rows} of ${given} values of ${target.name} are unknown, for example ${example} (known are ${known(target)})`
  return { rows, says }
}

function known(target: Target): string {
  if (target.kind === 'number') return 'numbers'
  const texts = target.kind === 'category' ? target.categories : [...target.falseValues, ...target.trueValues]
  return listed(texts)
}

/** Why most of the rejected rows were rejected: each is judged again. */
async function rejections({ db, dataset, tables }: Database): Promise<Cause> {
  const found: Reasons = { reasons: {}, examples: {} }
  let rows = 0
  for await (const page of readPages(db, tables.rejected)) {
    rows += page.length
    for (const raw of page) countReasons(found, raw.line, judge(dataset, raw).faults)
  }
  return { rows, says: `${rows} rows were rejected, most for ${commonestReason(found)}` }
}
