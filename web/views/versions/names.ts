import type { VersionSummary } from '../../../api/schemas/version.js'
import { targets } from '../../state/fields.js'
import { inSentence } from '../../words.js'

/** The last digits of a version's name, by which people call it: "814ff1". */
export const shortName = (version: string) => version.split('-').at(-1) ?? version

/** A sentence about versions, with their short names. */
export const withShortNames = (text: string) => text.replace(/\b\d{8}T\d{6}-([0-9a-f]{6})\b/g, '$1')

/** What a verdict says of a target stands between these. */
const [BEFORE, FIGURES] = [
  [': ', ', '],
  ['log loss', 'RMSE'],
]

/** A verdict with the titles of targets instead of their columns' names: "rent RMSE 59.5". */
export const verdictWords = (says: string) =>
  targets.value.reduce(
    (text, { name, title }) =>
      BEFORE.flatMap((before) => FIGURES.map((figure) => [before, figure])).reduce(
        (said, [before, figure]) =>
          said.replaceAll(`${before}${name} ${figure} `, `${before}${inSentence(title)} ${figure} `),
        text,
      ),
    withShortNames(says),
  )

/** A verdict as a sentence. */
export function verdictSentence(says: string): string {
  const text = verdictWords(says)
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

/** What became of a version, in a word. */
export function stateOf({ current, problem, verdict, in_use_from }: VersionSummary) {
  if (current) return 'in use'
  if (problem !== undefined) return 'can not be used'
  if (in_use_from !== undefined) return 'was in use'
  return verdict?.promoted === false ? 'kept back' : 'not used yet'
}

/** A version's log loss of a target with classes, or its root mean squared error of a number. */
export const figureOf = ({ log_loss, rmse }: VersionSummary, target: string) => log_loss?.[target] ?? rmse?.[target]
