import { inSentence } from '../../words.js'

/** What a verdict says of a target stands between one of these and one of those. */
const BEFORE = [': ', ', ']
const FIGURES = ['log loss', 'RMSE']

/** A verdict, which names columns, with the titles of the targets: "promoted, the first model: rent RMSE 59.5". */
export const inTitles = (says: string, targets: readonly { name: string; title: string }[]) =>
  targets
    .flatMap(({ name, title }) => BEFORE.flatMap((before) => FIGURES.map((of) => ({ name, title, before, of }))))
    .reduce(
      (text, { name, title, before, of }) =>
        text.replaceAll(`${before}${name} ${of} `, `${before}${inSentence(title)} ${of} `),
      says,
    )
