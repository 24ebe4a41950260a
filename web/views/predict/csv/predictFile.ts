import type { FieldCard } from '../../../../core/dataset/datasetCard.js'
import { type Judged, judgeRows } from './judgeRows.js'
import { type Answers, type PredictAll, predictRows } from './predictRows.js'
import { readTable, type Table } from './readTable.js'
import { rowKey } from './rowKey.js'
import { type Score, score } from './score.js'

/** What the rows of a file are predicted by. */
export interface Job {
  readonly features: readonly FieldCard[]
  readonly targets: readonly FieldCard[]
  /** The training rows, each as `rowKey`; undefined where the bundle does not hold all of them. */
  readonly learned: readonly string[] | undefined
}

/** A file, and all that was said of it. */
export interface Predicted extends Judged {
  readonly name: string
  readonly job: Job
  readonly table: Table
  readonly answers: Readonly<Record<string, Answers>>
  /** Whether the model learned from a row; undefined where nobody knows. */
  readonly learned: readonly boolean[] | undefined
}

/** What is shown above the rows. */
export interface Summary {
  readonly name: string
  readonly rows: number
  readonly refused: number
  /** Rows that it learned from; undefined where nobody knows. */
  readonly learned: number | undefined
  readonly targets: Readonly<Record<string, TargetSummary>>
}

export interface TargetSummary {
  /** Of a target with classes: how many rows of each. */
  readonly totals: Readonly<Record<string, number>> | undefined
  /** Of a number: the least, the mean and the largest prediction. */
  readonly range: { readonly min: number; readonly mean: number; readonly max: number } | undefined
  /** Of all rows that the file has the answer of. */
  readonly score: Score | undefined
  /** The same of those that it did not learn from. */
  readonly fresh: Score | undefined
  /** How many values of it in the file are none that it can have. */
  readonly strange: number
}

export type Progress = (what: 'reading' | 'predicting', share: number) => void

/** @throws FileFault where the file can't be predicted */
export async function predictFile(
  bytes: Uint8Array,
  name: string,
  job: Job,
  predictAll: PredictAll,
  onProgress: Progress = () => {},
): Promise<Predicted> {
  const table = readTable(bytes, name, (share) => onProgress('reading', share))
  const judged = judgeRows(table, name, job.features, job.targets)
  const { values } = judged
  const answers = await predictRows(values, job.targets, predictAll, (done) =>
    onProgress('predicting', done / values.length),
  )
  const known = job.learned && new Set(job.learned)
  return {
    ...judged,
    answers,
    name,
    job,
    table,
    learned: known && values.map((it) => !!it && known.has(rowKey(it, job.features))),
  }
}

export function summarize({ name, job, values, answers, truths, strange, learned }: Predicted): Summary {
  return {
    name,
    rows: values.length,
    refused: values.filter((it) => !it).length,
    learned: learned?.filter((it) => it).length,
    targets: Object.fromEntries(
      job.targets.map((target) => {
        const { said } = answers[target.name]!
        const truth = truths[target.name] ?? []
        const fresh = learned && score(said, truth, (i) => !learned[i])
        return [
          target.name,
          { ...spreadOf(target, said), score: score(said, truth), fresh, strange: strange[target.name] ?? 0 },
        ]
      }),
    ),
  }
}

function spreadOf({ kind, categories = [] }: FieldCard, said: readonly (string | number | undefined)[]) {
  if (kind !== 'number') {
    const totals = Object.fromEntries(categories.map(({ value }) => [value, 0]))
    for (const it of said) if (it !== undefined) totals[it] = (totals[it] ?? 0) + 1
    return { totals, range: undefined }
  }
  const numbers = said.filter((it) => typeof it === 'number')
  if (numbers.length === 0) return { totals: undefined, range: undefined }
  let [min, max, sum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0]
  for (const it of numbers) {
    min = Math.min(min, it)
    max = Math.max(max, it)
    sum += it
  }
  return { totals: undefined, range: { min, mean: sum / numbers.length, max } }
}
