import type { FieldCard } from '../../../core/dataset/datasetCard.js'
import type { ClassTarget, NumberTarget } from '../../../core/model/manifest.js'
import { sum } from '../../../core/numbers.js'
import { labelOf } from '../../state/fields.js'
import { amount, count, listed, rowCount, stepFor } from '../../words.js'

/** Up to so many kinds of mistakes are all named. */
const ALL_MISTAKES = 3

/** A mistake that the model makes: rows of one class that it takes for another. */
interface Mistake {
  rows: number
  truth: number
  said: number
}

/** The test rows that are right. */
export const hitsOf = ({ metrics }: ClassTarget) => sum(metrics.test.confusion.map((row, c) => row[c]!))

/** The class that most test rows have, and how many. */
export function commonestClass({ classes, metrics }: ClassTarget): { label: string; rows: number } {
  const rows = metrics.test.confusion.map(sum)
  const most = Math.max(...rows)
  return { label: classes[rows.indexOf(most)]!, rows: most }
}

/** "Of 69 test rows it gets 65 right; it takes 3 of 14 Chinstrap for Adelie and 1 of 31 Adelie for Chinstrap." */
export function sayClasses(card: FieldCard, target: ClassTarget): string {
  const { confusion, rows } = target.metrics.test
  const hits = hitsOf(target)
  const guess = commonestClass(target)
  const always = `Always saying ${nameOf(card, guess.label)} would get ${count(guess.rows)} right.`
  const begin = `Of ${count(rows)} test ${rows === 1 ? 'row' : 'rows'} it gets`
  if (hits === rows) return `${begin} all right. ${always}`
  const mistakes = mistakesIn(confusion)
  const say = ({ rows, truth, said }: Mistake) => {
    const [was, taken] = [nameOf(card, target.classes[truth]!), nameOf(card, target.classes[said]!)]
    return `${count(rows)} of ${count(sum(confusion[truth]!))} ${was} for ${taken}`
  }
  const named =
    mistakes.length <= ALL_MISTAKES
      ? `it takes ${listed(mistakes.map(say))}`
      : `most often it takes ${say(mistakes[0]!)}, then ${say(mistakes[1]!)}`
  return `${begin} ${count(hits)} right; ${named}. ${always}`
}

/** "On 80 test rows it is off by 45 € on average. Its root mean squared error (RMSE) is 61 €; always saying the mean would give 120 €." */
export function sayNumber({ unit }: FieldCard, { metrics }: NumberTarget, guessing: number | undefined): string {
  const { rows, mae, rmse, rmse_interval } = metrics.test
  const write = (value: number) =>
    `${amount(value, rmseStep(metrics.cross_validation.rmse.sd, rmse_interval))}${unit ? `\u00a0${unit}` : ''}`
  const always = guessing === undefined ? '' : `; always saying the mean would give ${write(Math.sqrt(guessing))}`
  return `On ${rowCount(rows).replace('row', 'test row')} it is off by ${write(mae)} on average. Its root mean squared error (RMSE) is ${write(rmse)}${always}.`
}

/** What to write an error to: its interval says how sure it is, or else its spread. */
export const rmseStep = (sd: number, interval: { low: number; high: number } | undefined) =>
  stepFor(interval ? interval.high - interval.low : sd)

/** A class in a sentence: in quotation marks where it would not read as a name. */
const nameOf = (card: FieldCard, value: string) => {
  const label = labelOf(card, value)
  return /^\p{L}/u.test(label) && label !== 'yes' && label !== 'no' ? label : `“${label}”`
}

/** From the commonest to the rarest. */
const mistakesIn = (confusion: readonly number[][]): Mistake[] =>
  confusion
    .flatMap((row, truth) => row.map((rows, said) => ({ rows, truth, said })))
    .filter(({ rows, truth, said }) => rows > 0 && truth !== said)
    .sort((a, b) => b.rows - a.rows)
